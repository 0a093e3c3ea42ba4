// First, before any module that makes a schema.
import './zod-without-eval.ts'
import { render } from 'preact'
import { createSession } from '../shared/replica/session.ts'
import '../shared/ui/theme.css'
import { App } from './app.tsx'
import { AppContext } from './app-context.ts'
import { createDeviceCopies } from './device-copies.ts'
import { createOpenDrafts } from './open-drafts.ts'
import { createRouter } from './router.ts'
import { RouterContext } from './router-context.ts'
import { registerServiceWorker } from './service-worker-registration.ts'
import { createSessionState } from './session-state.ts'
import { createStored } from './stored.ts'
import { applyTheme, storedTheme } from './theme.ts'
import { applyTimeFormat, storedTimeFormat } from './time-format.ts'
import { createToasts, ShownToasts, ToastsContext } from './toasts.tsx'

const stored = createStored(() => localStorage)
applyTheme(storedTheme(stored))
applyTimeFormat(storedTimeFormat(stored))
const session = createSession(location.origin, { kind: 'cookie' })
const router = createRouter(window)
router.start()
const toasts = createToasts()
const copies = createDeviceCopies(stored, location.origin, session)
const app = {
  ...{ session, stored, copies, drafts: createOpenDrafts() },
  state: createSessionState({ session, stored, copies }),
}

const root = document.getElementById('root')
if (root)
  render(
    <AppContext.Provider value={app}>
      <RouterContext.Provider value={router}>
        <ToastsContext.Provider value={toasts}>
          <App />
          <ShownToasts toasts={toasts} />
        </ToastsContext.Provider>
      </RouterContext.Provider>
    </AppContext.Provider>,
    root,
  )

void registerServiceWorker((apply) =>
  toasts.show({
    text: 'A new version of Handover is ready.',
    action: { label: 'Reload', onAction: apply },
    seconds: Infinity,
  }),
)
