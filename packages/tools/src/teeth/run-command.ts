import type { CommandCheck } from './break.ts'
import type { Outcome } from './outcome.ts'
import { runNode } from './run-node.ts'
import type { Copy } from './workshop.ts'

/** Runs a command of the repository in a copy; a failure's message is all that it printed. */
export async function runCommand(copy: Copy, { command }: CommandCheck): Promise<Outcome> {
  const name = command.join(' ')
  const { exitCode, output } = await runNode(
    ['--import', 'tsx', ...command],
    copy.tree,
    copy.temporary,
  )
  return exitCode === 0
    ? { passed: [name], failures: [], output }
    : { passed: [], failures: [{ name, message: output }], output }
}
