import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { listMembers } from '../package-json.ts'

/**
 * Gives a copy of the repository what is installed at `root`: every member gets a `node_modules` of
 * its own with a link for each package, so that a link to a member leads into the copy.
 */
export function linkInstalled(root: string, copy: string): void {
  const real = realpathSync(root)
  for (const member of listMembers(root)) {
    const from = join(real, member, 'node_modules')
    if (existsSync(from)) linkEntries(from, join(copy, member, 'node_modules'), real, copy)
  }
}

function linkEntries(from: string, to: string, root: string, copy: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) {
    // Vite keeps its caches here; the copy gets its own.
    if (name.startsWith('.vite')) continue
    if (name.startsWith('@')) linkEntries(join(from, name), join(to, name), root, copy)
    else symlinkSync(targetOf(join(from, name), root, copy), join(to, name))
  }
}

function targetOf(entry: string, root: string, copy: string): string {
  const target = realpathSync(entry)
  const inside = relative(root, target).split(sep)
  const isMember = inside[0] !== '..' && !inside.includes('node_modules')
  return isMember ? join(copy, ...inside) : target
}
