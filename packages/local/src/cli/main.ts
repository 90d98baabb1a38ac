import { UserError } from '../runtime/user-error.ts'
import { UsageError } from './arguments.ts'
import { type StopRequests, watchStopRequests } from './stop-requests.ts'

/** Runs a command line tool and ends with its exit status: 2 for wrong usage, 1 for an error, which
 * is told in a sentence where one is enough. What fails because somebody asked to stop is no error. */
export async function main(run: (stop: StopRequests) => Promise<number>): Promise<void> {
  const stop = watchStopRequests()
  try {
    process.exit(await run(stop))
  } catch (error) {
    if (stop.signal.aborted) process.exit(0)
    const isPlain = error instanceof UserError || error instanceof UsageError
    console.error(isPlain ? error.message : error)
    process.exit(error instanceof UsageError ? 2 : 1)
  }
}
