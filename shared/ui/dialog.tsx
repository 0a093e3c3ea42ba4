import type { ComponentChildren } from 'preact'
import { useContext, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { X } from 'lucide-preact'
import { Banner } from './banner.tsx'
import { FormPurposeContext } from './form-purpose.ts'
import { IconButton } from './icon-button.tsx'
import { useTyped } from './use-typed.ts'
import './dialog.css'

export type DialogProps = {
  open: boolean
  /**
   * Escape, the cross, a click beside it. The owner sets `open` to false. Where something was typed, Escape has to be pressed
   * twice and a click beside it does nothing: both happen by mistake.
   */
  onClose: () => void
  title: string
  subtitle?: ComponentChildren
  children: ComponentChildren
  /** Buttons; the one that goes on comes last. */
  footer?: ComponentChildren
  size?: 's' | 'm' | 'l'
  /** Nothing but the footer's buttons closes it: for work that must be answered. */
  mustAnswer?: boolean
  /** With it the dialog is a form, so that Enter in an input goes on. */
  onSubmit?: () => void
}

/** A modal dialog; a whole-screen sheet when narrow. The platform traps focus, and gives it back on closing. */
export function Dialog({
  open,
  onClose,
  title,
  subtitle,
  children,
  footer,
  size = 'm',
  mustAnswer,
  onSubmit,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressedOutside = useRef(false)
  const id = useId()
  const purpose = useContext(FormPurposeContext)
  const typed = useTyped(open)
  const [warned, setWarned] = useState(false)
  const leave = (how: 'escape' | 'beside') => {
    if (mustAnswer) return
    if (!typed.isTyped() || (warned && how === 'escape')) onClose()
    else setWarned(true)
  }

  // Before the paint, and before inputs take their focus in useEffect.
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element) return
    typed.forget()
    setWarned(false)
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])

  // Unmounted while open: close() first, or the browser does not give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    return () => {
      if (element?.open) element.close()
    }
  }, [])

  const content = (
    <>
      <header class="ho-dialog__header">
        <div class="ho-dialog__titles">
          <h2 id={id} class="ho-dialog__title">
            {title}
          </h2>
          {subtitle && <p class="ho-dialog__subtitle">{subtitle}</p>}
        </div>
        {!mustAnswer && <IconButton label="Close" icon={<X />} onClick={onClose} />}
      </header>
      <div class="ho-dialog__body">
        {purpose && <Banner tone="info">{purpose.note}</Banner>}
        {children}
      </div>
      <p class="ho-dialog__warning" role="status">
        {warned && 'What you typed is not saved yet. Press Escape once more to drop it.'}
      </p>
      {footer && <footer class="ho-dialog__footer">{footer}</footer>}
    </>
  )

  return (
    <dialog
      ref={dialog}
      class={`ho-dialog ho-dialog--${size}`}
      aria-labelledby={id}
      onFocusIn={typed.onFocusIn}
      onInput={() => warned && setWarned(false)}
      onCancel={(event) => {
        if (event.target !== dialog.current) return // a file input's cancel bubbles up to here
        event.preventDefault()
        leave('escape')
      }}
      // Chrome closes on a second request whatever we say; then it opens again, or the owner has to hear of it.
      onClose={(event) => {
        if (event.target !== dialog.current || !open) return
        if (mustAnswer) event.currentTarget.showModal()
        else onClose()
      }}
      // Escape is taken before it becomes such a request; a list or menu inside has taken its own.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        leave('escape')
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === dialog.current // a drag that ends outside is not a click there
      }}
      onClick={(event) => {
        if (event.target === dialog.current && pressedOutside.current) leave('beside')
      }}
    >
      {open &&
        (onSubmit ? (
          <form
            class="ho-dialog__frame"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              onSubmit()
            }}
          >
            {content}
          </form>
        ) : (
          <div class="ho-dialog__frame">{content}</div>
        ))}
    </dialog>
  )
}
