import type * as Y from 'yjs'
import { type Applied, applyUpdate } from './apply-update.ts'
import { type Checked, checkUpdate, type Writer } from './check-update.ts'
import type { Facts } from './facts.ts'
import { readUpdate } from './read-update.ts'
import { type RefusalCode, Refused } from './refused.ts'

export type CheckResult = { status: 'checked'; checked: Checked } | { status: 'refused'; code: RefusalCode }

/**
 * First half of the guard: may this update be merged at all? Pure; changes nothing. A refusal means hostile or broken
 * input, never a missing right to a value: that is set back by the second half.
 */
export function check(doc: Y.Doc, bytes: Uint8Array, writer: Writer): CheckResult {
  try {
    return { status: 'checked', checked: checkUpdate(doc, readUpdate(bytes), writer) }
  } catch (problem) {
    if (problem instanceof Refused) return { status: 'refused', code: problem.code }
    // The decoder's own errors: bytes that end too early, numbers too large, text that is none.
    return { status: 'refused', code: 'malformed' }
  }
}

export type ApplyResult = ({ status: 'applied' } & Applied) | { status: 'fault'; problem: unknown }

/** Second half: merge, set back, write again. After `fault` the document is spoilt and must be loaded anew. */
export function apply(doc: Y.Doc, bytes: Uint8Array, checked: Checked, facts: Facts): ApplyResult {
  try {
    return { status: 'applied', ...applyUpdate(doc, bytes, checked, facts) }
  } catch (problem) {
    // Not what was predicted, or Yjs itself threw and left the document half changed: a bug here either way.
    return { status: 'fault', problem }
  }
}
