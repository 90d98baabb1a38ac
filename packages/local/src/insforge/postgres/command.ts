import type { PartOptions } from '../../runtime/part.ts'
import type { Account } from './account.ts'

/** The command as that account runs it. */
export function asAccount(
  { owner, prefix }: Account,
  program: string,
  programArgs: readonly string[],
): Pick<PartOptions, 'command' | 'args' | 'env' | 'uid' | 'gid'> {
  const [command = program, ...args] = [...prefix, program, ...programArgs]
  return { command, args, env: { ...process.env, LC_ALL: 'C' }, ...owner }
}
