import { phoneIn, PLACES, type Place } from './places.ts'
import type { Random } from './random.ts'

export interface Company {
  name: string
  place: Place
  contact: string
  email: string
  phone: string
}

const FIRST = (
  'North Star,Blue Heron,Albatross,Seven Bells,Old Harbour,Silver Tide,Nordlicht,Petrel,Compass Rose,Lighthouse,Sandbank,' +
  'Ebb & Flow,Kestrel,Anchorage,Westwind,Cormorant,Skagerrak,Deep Water,Kittiwake,Lagan,Sirocco,Mistral,Half Moon,Tern,' +
  'Osprey,Estuary,Lodestar,Cape Clear,Polaris,Drift,Grey Seal,Spinnaker,Breakwater,Halyard,Tidewater,Fulmar,Windrose,' +
  'Longshore,Gannet,Meridian,Saltmarsh,Foghorn,Amber Coast,Marlin,Brightwater,Capstan,Keel,Southern Cross,Sandpiper,Trident'
).split(',')
const CUSTOMER_KINDS = (
  'Shipping,Ferries,Boatyard,Marine,Towage,Fisheries,Cruises,Sailing School,Charter,Logistics,Dredging,Shipyard,Yachts,' +
  'Offshore,Pilots,Salvage,Divers,Port Services,Rigging,Aquaculture'
).split(',')
export const SUPPLIER_KINDS = [
  'Ropeworks',
  'Coatings',
  'Pumps',
  'Instruments',
  'Safety Equipment',
  'Chandlery',
  'Forge',
  'Sailmakers',
]
const GIVEN = (
  'Aisha,Andrés,Astrid,Beatriz,Bram,Camille,Carmen,Chinedu,Claire,Dariusz,Deirdre,Divya,Emeka,Emma,Erik,Fatima,Femke,' +
  'Gianni,Hana,Henrik,Imani,Ines,Ingrid,Jamal,Jin,Joana,Kofi,Lars,Leila,Lena,Luca,Maeve,Magnus,Marek,Maria,Mateo,Min-jun,' +
  'Mohammed,Nadia,Niamh,Noor,Olga,Omar,Pierre,Priya,Rafael,Rania,Ravi,Sakura,Sanne,Sinéad,Sofia,Stefan,Tariq,Tessa,Tom,' +
  'Valentina,Wei,Yara,Yusuf'
).split(',')
const FAMILY = (
  'Abebe,Ahmed,Andersson,Bakker,Banerjee,Bauer,Brennan,Campbell,Castro,Clarke,Costa,Dubois,Eriksen,Fernandes,Fischer,Fofana,' +
  'Gallagher,García,Gupta,Haddad,Hansen,Hughes,Ito,Jansen,Johansson,Kaya,Keller,Khan,Kim,Kowalski,Kumar,Laurent,Li,Lopez,' +
  'Maier,Martin,Mensah,Moreau,Murphy,Mwangi,Nielsen,Novak,Owusu,Park,Patel,Petrov,Rossi,Sato,Schmidt,Silva,Singh,Smith,' +
  'Tanaka,Vargas,Virtanen,Walsh,Wang,Wilson,Yilmaz,Zhang'
).split(',')

/** A company with a person in it; no two calls with the same `taken` give the same name. */
export function inventCompany(
  random: Random,
  taken: Set<string>,
  kinds: readonly string[] = CUSTOMER_KINDS,
): Company {
  const place = random.pick(PLACES)
  let base: string
  let name: string
  do {
    base = `${random.pick(FIRST)} ${random.pick(kinds)}`
    name = `${base} ${random.pick(place.forms)}`
  } while (taken.has(name))
  taken.add(name)
  const contact = `${random.pick(GIVEN)} ${random.pick(FAMILY)}`
  return {
    name,
    place,
    contact,
    email: `${slug(contact, '.')}@${slug(base, '-')}.example`,
    phone: phoneIn(random, place),
  }
}

const slug = (text: string, gap: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, gap)
