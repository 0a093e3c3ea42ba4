import { DatabaseSync } from 'node:sqlite'

/** What a system does whose records carry an owner: a table of items with an index on the owner. */
export interface Peer {
  update(): void
  loop(): void
  close(): void
}

/** Fills a table with `size` rows, all of one owner, under the same disk settings as ours. */
export function openPeer(file: string, size: number): Peer {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
  db.exec('CREATE TABLE items (id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT, data TEXT)')
  db.exec('CREATE INDEX items_owner ON items (owner)')
  const insert = db.prepare('INSERT INTO items VALUES (?, ?, ?, ?)')
  const data = JSON.stringify({ city: 'Rotterdam', amount: 1250, stage: 'open', due: '2026-11-22' })
  db.exec('BEGIN')
  for (let i = 0; i < size; i++) insert.run(`rec_${i}`, 'anna', `Customer ${i}`, data)
  db.exec('COMMIT')
  const between = (run: number): [string, string] => (run % 2 === 0 ? ['anna', 'ben'] : ['ben', 'anna'])
  let turn = 0
  return {
    update() {
      const [from, to] = between(turn++)
      db.prepare('UPDATE items SET owner = ? WHERE owner = ?').run(to, from)
    },
    loop() {
      const [from, to] = between(turn++)
      const ids = db.prepare('SELECT id FROM items WHERE owner = ?').all(from) as { id: string }[]
      const one = db.prepare('UPDATE items SET owner = ? WHERE id = ?')
      db.exec('BEGIN')
      for (const { id } of ids) one.run(to, id)
      db.exec('COMMIT')
    },
    close: () => db.close(),
  }
}
