import { UserError } from '../runtime/user-error.ts'
import { UsageError } from './arguments.ts'
import { wrap } from './terminal.ts'

/** The wish to stop: Ctrl-C, `kill`, a closed terminal, or a parent that is gone. */
export interface StopRequests {
  /** Aborted at the first wish. */
  readonly signal: AbortSignal
  /** Resolves at the first wish with the signal that stands for it. */
  readonly first: Promise<NodeJS.Signals>
}

/** Runs a command line tool and ends with its exit status: 2 for wrong usage, 1 for an error, which
 * is a sentence where one explains it. What fails after a wish to stop is not an error. */
export async function main(run: (stop: StopRequests) => Promise<number>): Promise<void> {
  const stop = watchStopRequests()
  try {
    process.exit(await run(stop))
  } catch (error) {
    if (stop.signal.aborted) process.exit(0)
    const isPlain = error instanceof UserError || error instanceof UsageError
    console.error(isPlain ? wrap(error.message) : error)
    process.exit(error instanceof UsageError ? 2 : 1)
  }
}

/** Takes the signals over from now on: the caller stops in order and ends the process. */
function watchStopRequests(): StopRequests {
  const controller = new AbortController()
  const first = new Promise<NodeJS.Signals>((resolve) => {
    const request = (signal: NodeJS.Signals) => {
      // Without a terminal there is no one to tell.
      if (signal !== 'SIGHUP' && !controller.signal.aborted) console.error('Stopping…')
      resolve(signal)
      controller.abort()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request)
    const parent = process.ppid
    const isOrphan = () => process.ppid !== parent && request('SIGHUP')
    setInterval(isOrphan, 1_000).unref()
  })
  return { signal: controller.signal, first }
}
