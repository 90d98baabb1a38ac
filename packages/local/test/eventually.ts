import { holdsWithin } from '../src/runtime/wait.ts'

/** Whether the condition comes to hold. It is given a minute, which only what hangs takes: a machine
 * that is busy with other things is not what a test is about. */
export function eventually(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  return holdsWithin(60_000, condition)
}
