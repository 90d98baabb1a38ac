import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './identity.ts'
import { parseIdentity } from './pidfiles.ts'
import { UserError } from './user-error.ts'

/** Gives the folder to this process alone, until the returned function is called or it ends.
 * `what` tells a second process what runs here. Throws a UserError that names the holder. */
export function lockFolder(folder: string, what: string): () => void {
  const path = join(folder, 'lock')
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...identify(process.pid), since: new Date(), what }))
  try {
    while (!tryLink(draft, path)) evictDeadHolder(path, folder)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => rmSync(path, { force: true })
}

/** A link either makes the whole file or fails: nobody ever reads half a lock. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function evictDeadHolder(path: string, folder: string): void {
  const text = readIfThere(path)
  if (text === undefined) return
  const holder = parseIdentity(text)
  if (holder && isRunning(holder)) throw new UserError(heldMessage(text, holder, folder))

  // Two starts may find the same dead holder: what was moved away must be that one, not a new lock.
  const evicted = `${path}.${process.pid}.dead`
  try {
    renameSync(path, evicted)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (readFileSync(evicted, 'utf8') !== text) tryLink(evicted, path)
  rmSync(evicted)
}

function heldMessage(text: string, holder: ProcessIdentity, folder: string): string {
  const { what, since } = JSON.parse(text) as { what: string; since: string }
  return [
    `Already running: ${what} (pid ${holder.pid}, since ${new Date(since).toLocaleString()}).`,
    `It holds ${folder}. Stop it with Ctrl-C where it runs, or with: kill ${holder.pid}`,
  ].join('\n')
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
