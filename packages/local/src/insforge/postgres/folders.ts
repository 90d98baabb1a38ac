import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../runtime/user-error.ts'
import type { Account } from './account.ts'

/** Whether the account can get to the path: other users need the right to pass every folder. */
export function isReachable(path: string, { owner }: Account): boolean {
  if (!owner) return true
  const parent = dirname(path)
  return (
    (statSync(path).mode & 0o001) !== 0 &&
    (parent === path || isReachable(parent, { owner, prefix: [] }))
  )
}

/** Where things go that the account cannot reach in their own place, one folder per state folder. */
export function stagedFolder(stateDir: string): string {
  const root = existsSync('/var/tmp') ? '/var/tmp' : tmpdir()
  const name = createHash('sha256').update(resolve(stateDir)).digest('hex').slice(0, 16)
  return join(root, `insforge-auth-starters-${name}`)
}

/** Makes the staged folder; refuses one that another user put there. */
export function makeStagedFolder(stateDir: string): string {
  const folder = stagedFolder(stateDir)
  mkdirSync(folder, { recursive: true })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new UserError(`${folder} belongs to another user; remove it first.`)
  }
  chmodSync(folder, 0o755)
  writeFileSync(
    join(folder, 'README'),
    `The Postgres of ${resolve(stateDir)}, which others may not enter.\n`,
  )
  return folder
}

/** The folder that holds the cluster: in the state folder, or staged where the way there is closed. */
export function clusterHome(stateDir: string, account: Account): string {
  if (existsSync(join(stagedFolder(stateDir), 'data'))) return makeStagedFolder(stateDir)
  const here = join(stateDir, 'insforge')
  mkdirSync(here, { recursive: true })
  if (account.owner) {
    // These two are ours to open: others may pass, not look.
    for (const folder of [stateDir, here]) chmodSync(folder, statSync(folder).mode | 0o011)
  }
  return isReachable(here, account) ? here : makeStagedFolder(stateDir)
}
