import { config } from 'zod'

// Each schema would try whether it may make functions from strings; the page's policy forbids that, and reports the attempt.
config({ jitless: true })
