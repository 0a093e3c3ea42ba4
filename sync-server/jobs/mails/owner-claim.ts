import type { MailWords } from './mail.ts'

interface ClaimFacts {
  organization: string
  /** Who reads it. */
  name: string
  owner: string
  url: string
}

/** ROLE-9: to the account owner, at every address they have or had. */
export const ownerClaimedMail = (facts: ClaimFacts & { by: string; at: string }): MailWords => ({
  subject: `${facts.by} says that you are gone, and takes over ${facts.organization}`,
  paragraphs: [
    `Hello ${facts.name}, you own the account of ${facts.organization} on Handover. ${facts.by} says that you can’t be reached any more. After ${facts.at} they can deactivate you there and own the account.`,
    'If that is wrong, open the link, sign in with any address you have or had there, and object. It works although you may be blocked, and from whatever device.',
  ],
  button: { label: 'Object', url: `${facts.url}/start` },
  footer: `You get this because you own the account of ${facts.organization} on Handover.`,
})

/** ROLE-9: to every other Admin. */
export const ownerClaimedAdminMail = (facts: ClaimFacts & { by: string; at: string }): MailWords => ({
  subject: `${facts.by} is taking over the account of ${facts.organization}`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.by} says that ${facts.owner}, who owns the account of ${facts.organization} on Handover, can’t be reached any more. After ${facts.at} ${facts.by} can deactivate ${facts.owner} and own the account.`,
    `Until then ${facts.owner} can object, and every Admin can stop it. If you are not sure that it is right, ask them in person.`,
  ],
  button: { label: 'Look at it', url: `${facts.url}/organization` },
  footer: `You get this because you are an Admin of ${facts.organization} on Handover.`,
})

export const ownerClaimDroppedMail = (facts: ClaimFacts): MailWords => ({
  subject: `${facts.owner} stays account owner of ${facts.organization}`,
  paragraphs: [
    `Hello ${facts.name}, nobody takes over the account of ${facts.organization} on Handover any more: ${facts.owner} objected, or an Admin stopped it. ${facts.owner} stays account owner.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because you are, or were, an Admin of ${facts.organization} on Handover.`,
})

/** ROLE-9: to both and to all Admins. */
export const ownershipPassedMail = (facts: ClaimFacts & { newOwner: string }): MailWords => ({
  subject: `${facts.newOwner} owns the account of ${facts.organization} now`,
  paragraphs: [
    `Hello ${facts.name}, the account of ${facts.organization} on Handover went from ${facts.owner} to ${facts.newOwner}, who is the one Admin now whom nobody can demote or deactivate.`,
    'If you know nothing of it, ask them in person.',
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because you are, or were, an Admin of ${facts.organization} on Handover.`,
})
