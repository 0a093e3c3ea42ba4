import type { Random } from './random.ts'

export interface Place {
  city: string
  country: string
  /** Legal form after a company's name. */
  forms: readonly string[]
  /** `#` stands for a digit. Only ranges that regulators keep free for made-up numbers, so that nobody's phone rings. */
  phone: string
}

const place = (country: string, forms: string[], phone: string, cities: string[]): Place[] =>
  cities.map((city) => ({ city, country, forms, phone }))

export const PLACES: readonly Place[] = [
  ...place('Germany', ['GmbH', 'KG', 'AG'], '+49 30 23125 ###', [
    'Hamburg',
    'Bremen',
    'Kiel',
    'Rostock',
    'Lübeck',
    'Emden',
    'Wilhelmshaven',
    'Stralsund',
  ]),
  ...place('United Kingdom', ['Ltd', '& Sons Ltd', 'plc'], '+44 20 7946 0###', [
    'Southampton',
    'Liverpool',
    'Hull',
    'Bristol',
    'Plymouth',
    'Leith',
    'Falmouth',
    'Grimsby',
  ]),
  ...place('France', ['SARL', 'SAS'], '+33 1 99 00 ## ##', [
    'Le Havre',
    'Marseille',
    'Brest',
    'La Rochelle',
    'Dunkerque',
    'Sète',
  ]),
  ...place('Sweden', ['AB'], '+46 8 465 004 ##', ['Göteborg', 'Malmö', 'Stockholm', 'Karlskrona', 'Gävle']),
  ...place('Ireland', ['Ltd'], '+353 20 910 ####', ['Cork', 'Galway', 'Waterford', 'Dublin', 'Killybegs']),
  ...place('United States', ['Inc.', 'LLC'], '+1 206 555 01##', [
    'Seattle',
    'Portland',
    'Boston',
    'Baltimore',
    'Galveston',
    'Norfolk',
  ]),
  ...place('Australia', ['Pty Ltd'], '+61 2 5550 ####', ['Fremantle', 'Newcastle', 'Hobart', 'Geelong']),
]

export const phoneIn = (random: Random, { phone }: Place): string =>
  phone.replace(/#/g, () => String(random.between(0, 9)))
