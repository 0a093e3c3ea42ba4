import { pino } from 'pino'
import { readConfig } from './config.ts'
import { serve } from './serve.ts'
import { diskTrouble } from './store/disk-trouble.ts'
import { FolderInUse } from './store/hold-folder.ts'

const config = readConfig(process.env)
if ('problems' in config) {
  for (const problem of config.problems) console.error(problem)
  process.exit(1)
}

const logger = pino({ level: config.logLevel })
const running = await serve(config, { logger }).catch((problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EADDRINUSE')
    console.error(`Port ${config.port} is taken: is Handover running already? Set PORT to use another one.`)
  else if (problem instanceof FolderInUse) console.error(problem.message)
  else {
    const trouble = diskTrouble(problem)
    console.error(trouble ? `${trouble.message} (${config.dataDir}: ${problem.message})` : problem)
  }
  process.exit(1)
})
console.log(
  `Handover is at ${config.publicUrl}${config.smtpUrl ? '' : ` · its mails are at ${config.publicUrl}/outbox`}`,
)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // The second Ctrl-C of somebody who does not want to wait; what is committed stays committed.
    if (stopping) process.exit(1)
    stopping = true
    running.close().then(
      () => process.exit(0),
      (problem: unknown) => {
        logger.error({ err: problem }, 'stopping failed')
        process.exit(1)
      },
    )
  })
