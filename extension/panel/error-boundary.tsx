import { Component, type ComponentChildren } from 'preact'
import { Button } from '../../shared/ui/button.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { PlainPage } from './plain-page.tsx'

interface State {
  failed: boolean
}

/** Keeps a fault of ours from leaving an empty panel beside the mail. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { failed: false }

  static override getDerivedStateFromError(): State {
    return { failed: true }
  }

  override componentDidCatch(problem: unknown): void {
    console.error(problem)
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <PlainPage>
        <EmptyState
          title="Something went wrong here"
          action={<Button onClick={() => location.reload()}>Reload the panel</Button>}
        >
          That is a fault of Handover’s, not yours. What you did before is kept.
        </EmptyState>
      </PlainPage>
    )
  }
}
