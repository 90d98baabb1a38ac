import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stagedFolder } from './insforge/postgres/folders.ts'
import type { KnownProvider, ProviderName } from './providers/index.ts'
import type { ProviderSecrets } from './providers/provider.ts'
import { lockFolder } from './runtime/lock.ts'
import { openStateFile } from './runtime/state-file.ts'
import { UserError } from './runtime/user-error.ts'

/** Everything that must stay the same for rows, users and sessions to outlive a restart. */
export interface Secrets {
  readonly jwtSecret: string
  readonly anonKey: string
  readonly apiKey: string
  readonly postgresPassword: string
  readonly authenticatorPassword: string
}

/** The secrets of a state folder, made at the first call, and the function that gives a provider's.
 * Both are completed when a newer version needs more of them. */
export function loadSecrets(stateDir: string) {
  const hex = () => randomBytes(32).toString('hex')
  const made = {
    jwtSecret: hex(),
    anonKey: `anon_${hex()}`,
    apiKey: `ik_${hex()}`,
    postgresPassword: hex(),
    authenticatorPassword: hex(),
    providers: {} as { [Name in ProviderName]?: ProviderSecrets },
  }
  const file = openStateFile(join(stateDir, 'secrets.json'), made)
  const secrets: Secrets = file.change((kept) => Object.assign(kept, { ...made, ...kept }))
  const secretsOf = ({ name, createSecrets }: KnownProvider): ProviderSecrets =>
    file.change(({ providers }) => {
      const all = { ...createSecrets(), ...providers[name] }
      providers[name] = all
      return all
    })
  return { secrets, secretsOf }
}

/** Makes the state folder and holds it for this process; gives the function that lets it go. Throws
 * a UserError when another run holds it or it cannot be written. */
export function claimState(stateDir: string, what: string): () => void {
  try {
    mkdirSync(stateDir, { recursive: true })
    return lockFolder(stateDir, what)
  } catch (error) {
    throw explainFileError(error, stateDir)
  }
}

/** Throws away rows, users, keys and secrets, wherever they were put. */
export function removeState(stateDir: string): void {
  const parts = ['insforge', 'emulator', 'secrets.json'].map((name) => join(stateDir, name))
  for (const path of [...parts, stagedFolder(stateDir)])
    rmSync(path, { recursive: true, force: true })
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not do that there',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
}

/** What the system refused about a file, in a sentence; every other error as it is. */
export function explainFileError(error: unknown, stateDir: string): unknown {
  const { code = '', path = stateDir, syscall } = error as NodeJS.ErrnoException
  const reason = reasons[code]
  if (!reason || !(error instanceof Error) || syscall === 'listen') return error
  return new UserError(`${path} cannot be used: ${reason} (${code}).`)
}
