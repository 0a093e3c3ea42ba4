import type { MailboxView } from './mail.ts'

/**
 * The headers of Gmail's page that matter to an extension, as seen in public reports of 2019 (frame-src), 2024 (Trusted Types, nonce). Real
 * pages list more origins. `frame-src` is what would forbid a foreign iframe; an extension's own page is exempt from it.
 */
export function gmailHeaders(nonce: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      `script-src 'report-sample' 'nonce-${nonce}' 'strict-dynamic' https: http:`,
      "object-src 'none'",
      "base-uri 'self'",
      "frame-src 'self' https://accounts.google.com/ https://docs.google.com/ https://drive.google.com",
      "require-trusted-types-for 'script'",
      'report-uri /mail/cspreport',
    ].join('; '),
    'x-frame-options': 'SAMEORIGIN',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
  }
}

/** The shell of the page for one account. The rest is drawn by page/main.ts, as Gmail draws its page in script. */
export function gmailDocument(view: MailboxView, nonce: string): string {
  // GLOBALS[10] is the account's address; what the other places hold doesn't matter here.
  const globals = [null, null, null, null, null, null, null, null, null, view.language, view.account.email]
  return `<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mail</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/page.css">
<script nonce="${nonce}">var GLOBALS=${JSON.stringify(globals).replaceAll('<', '\\u003c')};</script>
<script nonce="${nonce}" type="module" src="/static/main.ts"></script>
</head>
<body><div class="nH" id="app"></div></body>
</html>`
}
