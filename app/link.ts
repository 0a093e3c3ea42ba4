/** Paths of the app, so that no screen writes another one's path by hand. Ids go in as they are: they need no escaping. */
export const link = {
  home: '/',
  start: '/start',
  found: '/start?new',
  users: '/users',
  invite: '/users?invite',
  roles: '/roles',
  importUsers: '/users/import',
  manyAddresses: '/users/addresses',
  addressBatch: (batchId: string) => `/users/addresses/${batchId}`,
  user: (userId: string) => `/users/${userId}`,
  changeAddress: (userId: string) => `/users/${userId}/address`,
  mergeUsers: (userId: string) => `/users/${userId}/merge`,
  workspace: (workspaceId: string) => `/w/${workspaceId}`,
  tasks: (workspaceId: string) => `/w/${workspaceId}/tasks`,
  import: (workspaceId: string) => `/w/${workspaceId}/import`,
  folder: (workspaceId: string, folderId: string, filter: Query = {}) =>
    withQuery(`/w/${workspaceId}/f/${folderId}`, filter),
  record: (workspaceId: string, folderId: string, recordId: string) =>
    `/w/${workspaceId}/f/${folderId}/r/${recordId}`,
  bin: (workspaceId: string, folderId: string) => `/w/${workspaceId}/f/${folderId}/bin`,
  handovers: '/handovers',
  handover: (handoverId: string) => `/handovers/${handoverId}`,
  newHandover: (query: { from?: string; to?: string; kind?: string; afterwards?: string } = {}) =>
    withQuery('/handovers/new', query),
  history: (query: Record<string, string> = {}) => withQuery('/history', query),
  billing: '/billing',
  invoice: (invoiceId: string) => `/billing/${invoiceId}`,
  organization: '/organization',
  waiting: '/waiting',
  requests: '/requests',
  preferences: '/preferences',
} as const

type Query = Record<string, string | undefined>

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
