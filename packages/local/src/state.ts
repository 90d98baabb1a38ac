import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stagedFolder } from './insforge/postgres/folders.ts'
import { lockFolder } from './process/lock.ts'
import { UserError } from './process/user-error.ts'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not do that there',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'it is no folder',
  EEXIST: 'it is no folder',
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

/** What the system refused about a file, in a sentence; every other error as it is. */
export function explainFileError(error: unknown, stateDir: string): unknown {
  const { code = '', path = stateDir, syscall } = error as NodeJS.ErrnoException
  const reason = reasons[code]
  if (!reason || !(error instanceof Error) || syscall === 'listen') return error
  return new UserError(`${path} cannot be used: ${reason} (${code}).`)
}
