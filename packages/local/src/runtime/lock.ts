import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity, parseIdentity } from './identity.ts'
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

/** A link either makes the whole file or fails: half a lock is never read. */
function tryLink(draft: string, path: string): boolean {
  const made = unless('EEXIST', () => {
    linkSync(draft, path)
    return true
  })
  return made ?? false
}

function evictDeadHolder(path: string, folder: string): void {
  const text = unless('ENOENT', () => readFileSync(path, 'utf8'))
  if (text === undefined) return
  const holder = parseIdentity(text)
  if (holder && isRunning(holder)) throw new UserError(heldMessage(text, holder, folder))

  // Two starts may find the same dead holder: what was moved away must be that one, not a new lock.
  const evicted = `${path}.${process.pid}.dead`
  unless('ENOENT', () => renameSync(path, evicted))
  const moved = unless('ENOENT', () => readFileSync(evicted, 'utf8'))
  if (moved === undefined) return
  if (moved !== text) tryLink(evicted, path)
  rmSync(evicted)
}

function heldMessage(text: string, holder: ProcessIdentity, folder: string): string {
  const { what, since } = JSON.parse(text) as { what: string; since: string }
  return [
    `Already running: ${what} (pid ${holder.pid}, since ${new Date(since).toLocaleString()}).`,
    `It holds ${folder}. Stop it with Ctrl-C where it runs, or with: kill ${holder.pid}`,
  ].join('\n')
}

/** What `work` gives; undefined when it fails with that code. */
function unless<T>(code: string, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined
    throw error
  }
}
