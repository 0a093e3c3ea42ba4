import { FileReader } from './file-reader.ts'
import type { ReaderReply, ReaderRequest } from './reader-messages.ts'

// Reading and planning a large file takes seconds, in which the page must go on answering.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope
const reader = new FileReader()
const reply = (message: ReaderReply) => scope.postMessage(message)

scope.onmessage = async ({ data }: MessageEvent<ReaderRequest>) => {
  const { id, call, ask } = data
  try {
    const answer = await reader.call(call, ask, (done, of) => reply({ id, kind: 'progress', done, of }))
    reply({ id, kind: 'answer', answer })
  } catch (problem) {
    reply({ id, kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
  }
}
