import { describe, expect, it } from 'vitest'
import { link } from './link.ts'
import { matchPath } from './router.ts'

describe('a path of the app', () => {
  it('gives the parameters of the pattern that it fits', () => {
    expect(matchPath('/w/:workspaceId/f/:folderId', '/w/wsp_1/f/fld_2')).toEqual({
      workspaceId: 'wsp_1',
      folderId: 'fld_2',
    })
    expect(matchPath('/users', '/users/')).toEqual({})
    expect(matchPath('/users/:id', '/users')).toBeNull()
    expect(matchPath('/users/:id', '/users/usr_1/address')).toBeNull()
    expect(matchPath('/users/:id', '/people/usr_1')).toBeNull()
  })

  it('with a broken escape is a page that does not exist, not a crash', () => {
    expect(matchPath('/users/:id', '/users/%E0%A4%A')).toEqual({ id: '%E0%A4%A' })
  })

  it('is written with what is known of the query', () => {
    expect(link.newHandover({ from: 'usr_1', kind: 'person' })).toBe('/handovers/new?from=usr_1&kind=person')
    expect(link.newHandover()).toBe('/handovers/new')
    expect(link.folder('wsp_1', 'fld_1', { owner: undefined })).toBe('/w/wsp_1/f/fld_1')
  })
})
