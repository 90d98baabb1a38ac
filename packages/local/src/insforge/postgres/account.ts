import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { PartOptions } from '../../runtime/part.ts'
import { ownEnvironment } from '../../runtime/run.ts'
import { UserError } from '../../runtime/user-error.ts'

/** How to run a program that refuses to be root. */
export interface Account {
  /** Set when the program changes to another user, whom files must then belong to. */
  readonly owner?: { readonly uid: number; readonly gid: number }
  /** What to put before the command. */
  readonly prefix: readonly string[]
}

const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'] as const

/** The account for Postgres: our own unless we are root; then `postgres` or the user 65534;
 * and where root may not change user (a container without CAP_SETUID), ourselves seen as 65534. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = unprivilegedUser()
  if (owner && runs(['true'], owner)) return { owner, prefix: [] }
  if (runs([...namespace, 'true'])) return { prefix: namespace }
  throw new UserError(
    'Postgres refuses to run as root, and this root may neither change user nor make a user namespace. Run this as an ordinary user.',
  )
}

function unprivilegedUser(): Account['owner'] {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user =
    users.find(([name]) => name === 'postgres') ?? users.find(([, , uid]) => uid === '65534')
  return user && { uid: Number(user[2]), gid: Number(user[3]) }
}

function runs([command = '', ...args]: readonly string[], owner?: Account['owner']): boolean {
  return spawnSync(command, args, { stdio: 'ignore', ...owner }).status === 0
}

/** The command as that account runs it. */
export function asAccount(
  { owner, prefix }: Account,
  program: string,
  programArgs: readonly string[],
): Pick<PartOptions, 'command' | 'args' | 'env' | 'uid' | 'gid'> {
  const [command = program, ...args] = [...prefix, program, ...programArgs]
  return { command, args, env: { ...ownEnvironment(), LC_ALL: 'C' }, ...owner }
}
