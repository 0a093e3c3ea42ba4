import { World } from './world.ts'

/** Somebody of each role and level, in two workspaces. */
export const office = () =>
  new World({
    ada: { role: 'admin' },
    eve: { role: 'admin' },
    una: { role: 'user-admin' },
    bill: { role: 'billing-admin' },
    olga: { levels: { sales: 'owner' } },
    max: { levels: { sales: 'manager' } },
    anna: { levels: { sales: 'agent' } },
    ben: { levels: { sales: 'agent' } },
    carl: { levels: { service: 'agent' } },
  })
