import type { MailWords } from './mail.ts'

export const codeMail = ({ code, minutes }: { code: string; minutes: number }): MailWords => ({
  subject: `${code} is your Handover code`,
  code,
  paragraphs: [
    `Type this code where you asked for it. It is good for ${minutes} minutes, once.`,
    'Give it to nobody. We never ask for it by phone or mail.',
  ],
  footer:
    'Somebody typed your address to sign in to Handover. If it was not you, nothing has happened: ignore this mail.',
})
