// Vite gives the address of the built worker; the file itself exports nothing.
// oxlint-disable-next-line import/default
import workerUrl from './reader-worker.ts?worker&url'
import { trustedScriptUrl } from '../trusted-script-url.ts'
import type { ReaderCall, ReaderCalls, ReaderReply, ReaderRequest } from './reader-messages.ts'

type Progress = (done: number, of: number) => void

/** The page's side of the worker that reads a file. */
export class ReaderClient {
  readonly #worker = new Worker(trustedScriptUrl(workerUrl), { type: 'module', name: 'import' })
  readonly #waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (problem: Error) => void; progress?: Progress | undefined }
  >()
  #count = 0

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<ReaderReply>) => {
      const waiting = this.#waiting.get(data.id)
      if (!waiting) return
      if (data.kind === 'progress') return waiting.progress?.(data.done, data.of)
      this.#waiting.delete(data.id)
      if (data.kind === 'answer') waiting.resolve(data.answer)
      else waiting.reject(new Error(data.message))
    }
    this.#worker.onerror = (event) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(event.message || 'the reader stopped'))
      this.#waiting.clear()
    }
  }

  call<C extends ReaderCall>(
    call: C,
    ask: ReaderCalls[C]['ask'],
    progress?: Progress,
  ): Promise<ReaderCalls[C]['answer']> {
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject, progress })
      this.#worker.postMessage({ id, call, ask } satisfies ReaderRequest)
    })
  }

  close(): void {
    this.#worker.terminate()
    this.#waiting.clear()
  }
}
