import { describe, expect, it } from 'vitest'
import { parseServer } from './server-address.ts'

describe('the server’s address as it is typed', () => {
  it.each([
    ['http://localhost:4820', 'http://localhost:4820'],
    [' localhost:4820/ ', 'http://localhost:4820'],
    ['127.0.0.1:9', 'http://127.0.0.1:9'],
    ['handover.example.com', 'https://handover.example.com'],
    ['https://Handover.example.com:443/users?x#y', 'https://handover.example.com'],
  ])('understands %s', (typed, origin) => {
    expect(parseServer(typed)).toEqual({ origin })
  })

  it.each(['', '   ', 'https://', 'http://handover.example.com', 'https://anna:secret@handover.example.com'])(
    'refuses “%s” with a sentence',
    (typed) => {
      expect(parseServer(typed)).toEqual({ problem: expect.stringMatching(/\.$/) })
    },
  )
})
