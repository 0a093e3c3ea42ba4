export type Words = typeof EN

const EN = {
  locale: 'en-GB',
  account: (name: string, email: string) => `Google Account: ${name}  \n(${email})`,
  compose: 'Compose',
  folders: ['Inbox', 'Starred', 'Sent', 'Drafts', 'All mail'],
  inbox: 'Inbox',
  search: 'Search mail',
  menu: 'Main menu',
  back: 'Back to Inbox',
  archive: 'Archive',
  bin: 'Delete',
  reply: 'Reply',
  forward: 'Forward',
  to: 'to',
  me: 'me',
  nothingOpen: 'No conversation selected',
  noMail: 'Your inbox is empty',
  unread: 'unread',
  settings: 'Settings',
}

const DE: Words = {
  locale: 'de-DE',
  account: (name, email) => `Google-Konto: ${name}  \n(${email})`,
  compose: 'Schreiben',
  folders: ['Posteingang', 'Markiert', 'Gesendet', 'Entwürfe', 'Alle Nachrichten'],
  inbox: 'Posteingang',
  search: 'In E-Mails suchen',
  menu: 'Hauptmenü',
  back: 'Zurück zu Posteingang',
  archive: 'Archivieren',
  bin: 'Löschen',
  reply: 'Antworten',
  forward: 'Weiterleiten',
  to: 'an',
  me: 'mich',
  nothingOpen: 'Keine Konversation ausgewählt',
  noMail: 'Ihr Posteingang ist leer',
  unread: 'ungelesen',
  settings: 'Einstellungen',
}

export function wordsOf(language: 'en' | 'de'): Words {
  return language === 'de' ? DE : EN
}

/** Today's as a time, others as a day; with the year when it is not this one. */
export function shortDate(ms: number, words: Words): string {
  const date = new Date(ms)
  const now = new Date()
  if (date.toDateString() === now.toDateString()) {
    return date.toLocaleTimeString(words.locale, { hour: '2-digit', minute: '2-digit' })
  }
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return date.toLocaleDateString(words.locale, { day: 'numeric', month: 'short', ...year })
}

export function longDate(ms: number, words: Words): string {
  return new Date(ms).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'short' })
}
