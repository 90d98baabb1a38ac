import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { signalGroup } from '../process/pidfiles.ts'
import { UserError } from '../process/user-error.ts'

/** Runs a command in this terminal and gives its exit status (128 and more for a signal). What
 * `interrupted` resolves with is forwarded; whatever it leaves running is killed at its end. */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  interrupted: Promise<NodeJS.Signals>,
): Promise<number> {
  const child = spawn(command, args, { detached: true, env, stdio: 'inherit' })
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new UserError(`${command} could not be run: ${(error as Error).message}`)
  }
  const { pid } = child
  if (pid !== undefined) interrupted.then((signal) => signalGroup(pid, signal))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (pid !== undefined) signalGroup(pid, 'SIGKILL')
  return signal ? 128 + constants.signals[signal] : (code ?? 1)
}
