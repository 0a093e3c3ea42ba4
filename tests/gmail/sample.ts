import type { Account, Mail, Person } from './mail.ts'

const anna: Person = { email: 'anna.berg@northwind.example', name: 'Anna Berg' }
const ben: Person = { email: 'ben.okafor@northwind.example', name: 'Ben Okafor' }
const carla: Person = { email: 'carla.moreau@northwind.example', name: 'Carla Moreau' }
const office: Person = { email: 'office@northwind.example', name: 'Northwind Office' }
const dora: Person = { email: 'dora@brightwater.example', name: 'Dora Lindqvist' }
const emil: Person = { email: 'emil.sand@brightwater.example', name: 'Emil Sand' }

export type SampleOptions = {
  /** Origin of the Handover server that the invitation in the sample links to. */
  serverOrigin: string
  /** Today, for dates that look alive. */
  now: Date
}

/** Two accounts with a few days of office mail, for a person to look at and for screenshots. Everybody in it is invented. */
export function sampleAccounts({ serverOrigin, now }: SampleOptions): Account[] {
  const at = (daysAgo: number, hour: number, minute: number) => {
    const date = new Date(now)
    date.setDate(date.getDate() - daysAgo)
    date.setHours(hour, minute, 0, 0)
    return date
  }
  const leaving: Mail[] = [
    {
      from: anna,
      to: [carla],
      cc: [ben],
      subject: 'My last week, and the Brightwater account',
      date: at(2, 9, 12),
      text: `Hi Carla,\n\nas you know Friday is my last day. Most of my customers are fine until the new year, only Brightwater needs somebody at once: their renewal is due on the 28th.\n\nBen knows them from the spring project.\n\nAnna`,
    },
    {
      from: carla,
      to: [anna, ben],
      subject: 'Re: My last week, and the Brightwater account',
      date: at(1, 16, 40),
      text: `Thank you, Anna. Ben, would you take over all of Anna's customers, not only Brightwater?\n\nCarla`,
    },
    {
      from: ben,
      to: [carla, anna],
      cc: [office],
      subject: 'Re: My last week, and the Brightwater account',
      date: at(0, 8, 31),
      html: `<p>Gladly. Three things so that nothing falls between the chairs:</p><ol><li>the Brightwater renewal, with Dora (<a href="mailto:dora@brightwater.example">dora@brightwater.example</a>)</li><li>the two open quotes of last week</li><li>Anna's reminders for December</li></ol><p>Could you hand her records over to me on Friday afternoon?</p><p>Ben</p>`,
    },
  ]
  const renewal: Mail[] = [
    {
      from: dora,
      to: [anna],
      cc: [emil],
      subject: 'Renewal for next year',
      date: at(1, 11, 5),
      html: `<p>Dear Anna,</p><p>we would like to renew for <b>40 seats</b> instead of 32. Could you send the new figures this week? Emil will sign on our side.</p><p>Kind regards<br>Dora Lindqvist<br><span style="color:#777">Brightwater Foods, Malmö</span></p>`,
    },
  ]
  const invitation: Mail = {
    from: { email: 'handover@northwind.example', name: 'Handover' },
    to: [ben],
    subject: 'Carla Moreau invites you to Northwind',
    date: at(0, 9, 2),
    html: `<p>Hello,</p><p>Carla Moreau invites you to join <b>Northwind Traders</b> in Handover, as a member of the workspace <b>Sales</b>.</p><p><a href="${serverOrigin}/invitation/smpl-Ab3dEf6hIj9k#t=not-a-real-token">See the invitation</a></p><p style="color:#777">The invitation was sent to ben.okafor@northwind.example and is valid for 14 days.</p>`,
  }
  const lunch: Mail = {
    from: office,
    to: [anna, ben, carla],
    subject: 'Farewell lunch on Friday, 12:30',
    date: at(0, 7, 55),
    text: `Dear all,\n\nwe meet at Café Linden at half past twelve. Please tell me by Thursday whether you are coming: https://cafe-linden.example/menu\n\nThe office`,
  }
  const quiet: [Person, string, string, number][] = [
    [
      emil,
      'Signed contract attached',
      'Dear all, here is the signed copy for your files. The original is in the post.',
      3,
    ],
    [
      office,
      'New printer on the second floor',
      'It is called "North 2" and prints on both sides unless you tell it otherwise.',
      4,
    ],
    [
      carla,
      'Figures for October',
      'The table is in the shared folder. Short version: a little above plan, thanks to the two renewals.',
      6,
    ],
    [
      dora,
      'Delivery dates before Christmas',
      'Could we move the second delivery to the 12th? Our warehouse closes on the 19th.',
      8,
    ],
    [
      office,
      'Keys and badges',
      'Whoever leaves or moves: please hand in keys and badges at the front desk.',
      11,
    ],
  ]
  const rest = (me: Person) =>
    quiet.map(([from, subject, text, days]) => ({
      messages: [{ from, to: [me], subject, text, date: at(days, 10 + days, 7 * days) }],
      isStarred: days === 6,
    }))
  return [
    {
      ...ben,
      threads: [
        { messages: [invitation], isUnread: true },
        { messages: leaving, isStarred: true },
        { messages: [lunch], isUnread: true },
        ...rest(ben),
      ],
    },
    {
      ...anna,
      threads: [
        { messages: leaving },
        { messages: renewal, isUnread: true },
        { messages: [lunch] },
        ...rest(anna),
      ],
    },
  ]
}
