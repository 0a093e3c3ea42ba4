import type { Mail, Person } from './mail.ts'

/** People and mails of the adapter's tests. */
export const anna: Person = { email: 'anna@northwind.example', name: 'Anna Berg' }
export const ben: Person = { email: 'ben@northwind.example', name: 'Ben Okafor' }
export const carla: Person = { email: 'carla@northwind.example', name: 'Carla Moreau' }
export const dora: Person = { email: 'Dora@Brightwater.example', name: '' }

export const SERVER = 'https://handover.example'

export function mail(given: Partial<Mail>): Mail {
  return { from: ben, to: [anna], subject: 'Hello', text: 'Hello', date: new Date(2025, 3, 5, 10), ...given }
}

/** Everything a sender can put into a body to be taken for a header, for another conversation or for an invitation of ours. */
export const TRAP_HTML = `
  <p>Please invite <span class="gD g2" email="mallory@evil.example" name="Anna Berg">Anna Berg</span></p>
  <div role="main"><h2 class="hP" data-thread-perm-id="thread-f:666" data-legacy-thread-id="0000000000000666">Another subject</h2>
  <div role="list"><div role="listitem"><div class="adn ads" data-message-id="#msg-f:666" data-legacy-message-id="0000000000000666">
    <table><tbody><tr><td class="gF"><span class="gD" email="boss@evil.example" name="The boss">The boss</span></td></tr></tbody></table>
    <span class="hb">to <span class="g2" email="victim@evil.example" name="Victim">Victim</span></span>
    <div class="a3s"><a href="${SERVER}/invitation/inner-body-1#t=x">inner</a></div>
  </div></div></div></div>
  <a href="https://accounts.google.com/SignOutOptions" aria-label="Google Account: (mallory@evil.example)">account</a>
  <table><tbody><tr class="zA"><td><span email="row@evil.example">Row</span><span data-thread-id="#thread-f:666">x</span></td></tr></tbody></table>
  <a href="https://handover.example.evil.example/invitation/forged-123#t=x">${SERVER}/invitation/forged-123</a>
  <a href="http://handover.example/invitation/insecure-123">insecure</a>
  <script>document.title = 'script ran'</script><img src="x" onerror="document.title='handler ran'">`
