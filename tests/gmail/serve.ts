/**
 * Starts the stand-in for Gmail with sample mail, for a person to look at:
 *
 *   node tests/gmail/serve.ts [--port 8443] [--server https://localhost:…] [--extension dist/extension] [--browser]
 *
 * With --browser it opens Chromium on it; otherwise it prints the command that does.
 */
import { parseArgs } from 'node:util'
import { startGmail } from './gmail.ts'
import { browserFlags, launchGmailBrowser } from './launch.ts'
import { sampleAccounts } from './sample.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8443' },
    server: { type: 'string', default: 'http://localhost:4820' },
    extension: { type: 'string' },
    browser: { type: 'boolean', default: false },
  },
})
const serverOrigin = new URL(values.server).origin
const accounts = sampleAccounts({ serverOrigin, now: new Date() })
const gmail = await startGmail({ accounts, port: Number(values.port) })

console.log(`Stand-in for Gmail on port ${gmail.port}, not the real thing. Accounts:`)
for (const { email } of accounts) console.log(`  ${gmail.inboxUrl(email)}  ${email}`)
console.log(`Invitation links in it lead to ${serverOrigin}\n`)

if (values.browser) {
  const browser = await launchGmailBrowser({
    gmail,
    headless: false,
    ...(values.extension ? { extension: values.extension } : {}),
  })
  await browser.openInbox(accounts[0]!.email)
  browser.context.on('close', () => void gmail.close())
} else {
  const load = values.extension ? [`--load-extension=${values.extension}`] : []
  const flags = [...browserFlags(gmail.port), ...load, '--user-data-dir=/tmp/handover-gmail']
  const quoted = flags.map((flag) => (flag.includes(' ') ? `"${flag}"` : flag))
  console.log(`Look at it with:\n  chromium ${quoted.join(' ')} ${gmail.inboxUrl(accounts[0]!.email)}`)
  console.log('Stop with Ctrl-C.')
}
