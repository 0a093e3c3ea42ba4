import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store, Tx } from './store.ts'

export interface OpenedStore {
  store: Store
  /** Opens the same data again, after `store` was closed. */
  reopen(): Promise<Store>
  remove(): Promise<void>
}

const NOW = '2026-05-03T10:00:00.000Z'
const ORG = 'org_aaaaaaaaaaaaaaaa'

/** What any store must do; SQLite passes it now, PostgreSQL will. */
export function describeStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let opened: OpenedStore
    let store: Store
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(async () => {
      await store.close()
      await opened.remove()
    })

    const addAccount = (id: string) => (tx: Tx) =>
      tx.insertInto('accounts').values({ account_id: id, name: id, created_at: NOW }).execute()
    const accounts = async (from = store) =>
      (await from.read.selectFrom('accounts').select('account_id').orderBy('account_id').execute()).map(
        (row) => row.account_id,
      )

    it('keeps what was written after it is closed and opened again', async () => {
      await store.write(addAccount('a'))
      await store.close()
      store = await opened.reopen()
      expect(await accounts()).toEqual(['a'])
    })

    it('keeps nothing of work that throws, and all of the work beside it', async () => {
      const outcomes = await Promise.allSettled([
        store.write(addAccount('a')),
        store.write(async (tx) => {
          await addAccount('b')(tx)
          throw new Error('not this one')
        }),
        store.write(addAccount('c')),
      ])
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await accounts()).toEqual(['a', 'c'])
    })

    it('runs work one after the other, in the order it was asked for', async () => {
      const log: string[] = []
      const work = (id: string) => async (tx: Tx) => {
        log.push(`${id} begins`)
        await addAccount(id)(tx)
        await sql`select 1`.execute(tx)
        log.push(`${id} ends`)
      }
      await Promise.all(['a', 'b', 'c'].map((id) => store.write(work(id))))
      expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    })

    it('shows readers nothing that is not committed', async () => {
      await store.write(async (tx) => {
        await addAccount('a')(tx)
        expect(await accounts()).toEqual([])
      })
      expect(await accounts()).toEqual(['a'])
    })

    it('tells the outcome before later work starts and before the asker hears', async () => {
      const log: string[] = []
      await Promise.allSettled([
        store
          .write(async (tx, outcome) => {
            outcome.onRollback(() => log.push('a taken back'))
            await addAccount('a')(tx)
            throw new Error('no')
          })
          .catch(() => log.push('a heard')),
        store
          .write(async (tx, outcome) => {
            log.push('b begins')
            outcome.onCommit(() => log.push('b committed'))
            await addAccount('b')(tx)
          })
          .then(() => log.push('b heard')),
      ])
      expect(log.indexOf('a taken back')).toBeLessThan(log.indexOf('b begins'))
      expect(log.indexOf('b committed')).toBeLessThan(log.indexOf('b heard'))
      expect(log).toContain('a heard')
    })

    it('finishes what was asked for when it closes, and takes no more', async () => {
      const writing = store.write(addAccount('a'))
      await store.close()
      await writing
      await expect(store.write(addAccount('b'))).rejects.toThrow('closed')
      store = await opened.reopen()
      expect(await accounts()).toEqual(['a'])
    })

    it('keeps bytes as they are', async () => {
      const data = Uint8Array.from({ length: 256 }, (_, index) => index)
      await store.write((tx) =>
        tx.insertInto('document_updates').values({ organization_id: ORG, name: 'x', seq: 0, data }).execute(),
      )
      const row = await store.read.selectFrom('document_updates').select('data').executeTakeFirstOrThrow()
      expect(Uint8Array.from(row.data)).toEqual(data)
    })

    describe('constraints', () => {
      const organization = async (tx: Tx) => {
        await tx
          .insertInto('organizations')
          .values({
            organization_id: ORG,
            name: 'Orbis',
            time_zone: 'Europe/Berlin',
            currency: 'EUR',
            owner_user_id: 'usr_a',
            owners_add_seats: 0,
            seat_price: 1800,
            created_at: NOW,
          })
          .execute()
        await user('usr_a', 'anna@orbis.example')(tx)
      }
      const user =
        (id: string, email: string, more: { state?: string; role?: string } = {}) =>
        (tx: Tx) =>
          tx
            .insertInto('users')
            .values({
              organization_id: ORG,
              user_id: id,
              name: id,
              email,
              email_key: email,
              formerly: '[]',
              former_names: '[]',
              muted: '[]',
              put_out: '[]',
              shared: 0,
              role: 'member',
              state: 'active',
              created_at: NOW,
              ...more,
            })
            .execute()

      it('[INV-8] refuses two users with one address, unless one is erased', async () => {
        await store.write(organization)
        await expect(store.write(user('usr_b', 'anna@orbis.example'))).rejects.toThrow(/unique/i)
        await store.write(user('usr_c', 'anna@orbis.example', { state: 'erased' }))
      })

      it('refuses states and roles there are not', async () => {
        await store.write(organization)
        await expect(store.write(user('usr_b', 'b@orbis.example', { state: 'gone' }))).rejects.toThrow(
          /check/i,
        )
        await expect(store.write(user('usr_b', 'b@orbis.example', { role: 'boss' }))).rejects.toThrow(
          /check/i,
        )
      })

      it('refuses a membership of nobody, and a second one of the same person', async () => {
        await store.write(organization)
        await store.write((tx) =>
          tx
            .insertInto('workspaces')
            .values({ organization_id: ORG, workspace_id: 'wsp_a', name: 'Sales', created_at: NOW })
            .execute(),
        )
        const member = (userId: string) => (tx: Tx) =>
          tx
            .insertInto('memberships')
            .values({
              organization_id: ORG,
              workspace_id: 'wsp_a',
              user_id: userId,
              level: 'agent',
              restrictions: '[]',
            })
            .execute()
        await expect(store.write(member('usr_nobody'))).rejects.toThrow(/foreign key/i)
        await store.write(member('usr_a'))
        await expect(store.write(member('usr_a'))).rejects.toThrow(/unique/i)
      })

      it('refuses an organization whose owner is nobody', async () => {
        await expect(
          store.write((tx) =>
            tx
              .insertInto('organizations')
              .values({
                organization_id: ORG,
                name: 'Orbis',
                time_zone: 'UTC',
                currency: 'EUR',
                owner_user_id: 'usr_nobody',
                owners_add_seats: 0,
                seat_price: 0,
                created_at: NOW,
              })
              .execute(),
          ),
        ).rejects.toThrow(/foreign key/i)
        expect(await store.read.selectFrom('organizations').selectAll().execute()).toEqual([])
      })
    })
  })
}
