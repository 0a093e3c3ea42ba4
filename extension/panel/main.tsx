import { render } from 'preact'
import { ConfirmGuardContext } from '../../shared/flows/confirm-guard.ts'
import '../../shared/ui/theme.css'
import { createStored } from '../stored.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { createPageLink } from './page-link.ts'
import { followTab, panelPlace } from './panel-place.ts'
import { createPanelState, PanelContext } from './panel-state.ts'
import { Panel } from './panel.tsx'
import { watchSight } from './really-visible.ts'

const place = panelPlace(window)
const link = createPageLink()
const state = createPanelState(createStored(), link, place)
void followTab(place, link)
// In a window of its own, and in the browser's side panel, no page can lay anything over it.
const guard = place.kind === 'frame' ? { watch: watchSight, openElsewhere: state.openWindow } : null

const root = document.getElementById('root')
if (root)
  render(
    <PanelContext.Provider value={state}>
      <ConfirmGuardContext.Provider value={guard}>
        <ErrorBoundary>
          <Panel />
        </ErrorBoundary>
      </ConfirmGuardContext.Provider>
    </PanelContext.Provider>,
    root,
  )
