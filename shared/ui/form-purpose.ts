import { createContext } from 'preact'

/** What a form is for when it does something else than it says: a change that is prepared for somebody else to make. */
export interface FormPurpose {
  /** Stands over its fields. */
  note: string
  /** Instead of the words of its last button. */
  submit: string
}

/** Said around a form, for its Dialog and its buttons of type submit. */
export const FormPurposeContext = createContext<FormPurpose | null>(null)

/** Would it help to ask somebody who may? False where nobody may, whoever it is; then what is refused offers no asking. */
export const AskingHelpsContext = createContext(true)
