/**
 * Names of the fields of rows, which are written as their place in this list, to base 36: the first 36, which are written most,
 * take one character. Devices and servers have rows by these numbers, so NEW NAMES GO TO THE END, and none is moved or taken
 * out. A name that is missing is written as it is.
 */
const NUMBERED = `
  id name state createdAt email emailKey role joinedAt leftAt lastActiveAt userId workspaceId level restrictions
  origin homeOf holdings holder handoverId since purpose invitedBy expiresAt kind startedBy startedAt doneAt plan
  from to moves portfolioId expectedHolder folderId shown all

  open afterwards report moved stateBefore endedBy reasons code message newHomes access unassigned erase differences
  stayed recordId title erasing reason at by merge roleBefore memberships before after partial oldEmail newEmail
  newName oldName invitationId approvedBy batchId startAt sameAccount notBefore kept formerNames userName number
  position phone postalAddress currency photo muted putOut shared formerly label fields type choices archived stage
  fieldId won lost archivedAt days day seats price month issuedAt organizationName organizationAddress lines seatDays
  amount total codesAllowed claim askedAt command args madeAt until answeredBy answeredAt word about field address
  timeZone ownerUserId ownersAddSeats seatPrice seatLimit billingName billingEmail deletion cancellation lastDay
  ownerClaim recognisedDomains domain employees isOn askedBy
`
  .trim()
  .split(/\s+/)

const NUMBERS = new Map(NUMBERED.map((name, place) => [name, place.toString(36)]))

/** How the field is called in documents; undefined: by its name. */
export const fieldNumber = (name: string): string | undefined => NUMBERS.get(name)
