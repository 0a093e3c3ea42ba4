import { defineManifest } from '@crxjs/vite-plugin'

// The key fixes the extension's id, wherever it is loaded from: binbonddnooccindljcofabobmfapbif. The server accepts
// that id's origin alone. Only the public half is kept: nothing is signed with it, Chrome derives the id from it.
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyb72F4/BeDjYh7NOne5Tb0IjsCKQcDEtxfjiK69N83SFBNmvNxfETr6Ams7jjzfRL2ZFEU1d+zud9GIvdcvjpQV06Nc8vqq1YnkfllqCVcxgSZH3CozbbIp7FD64Dme5QyDiNGGfp+YNnolWce2BBigN0VBzJLYj6SuRiN+uSanslykChIyZrcgfT2ZW6L0lDuUxkEDq3+6RMnOSWSbyq/qIFjzJMkErXKqUxMFFhlir3Uef7gLxcdHL1ONo8DS2g1MjjVqlMBWL79ULxgQXNEEuRPOxg8Kje6SI9nIsBKJeA4WwfUSkGIaGSdl3OSc+fyHXkgmQz8Vkwv+IpMxssQIDAQAB'

export default defineManifest({
  manifest_version: 3,
  name: 'Handover',
  version: '0.1.0',
  description:
    'Invite people, change their addresses and hand over what they look after, beside the mail in Gmail.',
  key,
  minimum_chrome_version: '116',
  icons: { 16: 'icon-16.png', 32: 'icon-32.png', 48: 'icon-48.png', 128: 'icon-128.png' },
  action: { default_title: 'Open Handover' },
  background: { service_worker: 'background.ts', type: 'module' },
  options_page: 'options/options.html',
  side_panel: { default_path: 'panel/panel.html' },
  // unlimitedStorage keeps the copy on the device from being evicted while edits wait in it.
  // identity: Chrome's window for signing in at Google (launchWebAuthFlow). It is not asked for tokens or for who the browser's user is.
  // alarms: wakes the worker, which sends what a closed tab had not sent yet.
  permissions: ['sidePanel', 'unlimitedStorage', 'identity', 'alarms'],
  // The server on this machine. Any other is asked for on the options page when it is entered. WebSockets need no entry.
  host_permissions: ['http://localhost:4820/*'],
  optional_host_permissions: ['https://*/*', 'http://*/*'],
  content_scripts: [
    // In the page's own world: hands out the account's address and nothing else. See its header.
    {
      matches: ['https://mail.google.com/*'],
      js: ['gmail/account-main.ts'],
      world: 'MAIN',
      run_at: 'document_start',
    },
    { matches: ['https://mail.google.com/*'], js: ['gmail/content.ts'], run_at: 'document_idle' },
  ],
  web_accessible_resources: [{ resources: ['panel/panel.html'], matches: ['https://mail.google.com/*'] }],
})
