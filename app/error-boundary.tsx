import { Component, type ComponentChildren } from 'preact'
import { Banner } from '../shared/ui/banner.tsx'
import { Button } from '../shared/ui/button.tsx'

interface Props {
  /** Another value begins afresh: the path. */
  resetBy: string
  children: ComponentChildren
}

/** A mistake in one screen leaves the frame usable, and says so instead of showing nothing. */
export class ErrorBoundary extends Component<Props, { error: unknown; at: string }> {
  override state: { error: unknown; at: string } = { error: null, at: '' }

  override componentDidCatch(error: unknown) {
    console.error(error)
    this.setState({ error, at: this.props.resetBy })
  }

  override render() {
    const { error, at } = this.state
    if (error === null || at !== this.props.resetBy) return this.props.children
    return (
      <Banner
        tone="danger"
        title="This page has a problem"
        announce
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        What you entered before is kept on this device. Reload the page; if it happens again, tell us what you
        did last.
      </Banner>
    )
  }
}
