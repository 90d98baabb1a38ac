import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { build, install } from './app.ts'

/**
 * Installs and builds a copied-out example like the ones before it: `folder` keeps what was installed
 * from each lockfile, and what Next's compiler remembers of a build. Only the first one with a
 * lockfile adds to it.
 */
export async function installAndBuildFrom(
  folder: string,
  app: string,
  guardLog: string,
): Promise<void> {
  const lock = createHash('sha256').update(readFileSync(join(app, 'package-lock.json')))
  const kept = join(folder, lock.digest('hex'))
  if (existsSync(kept)) {
    linkTree(join(kept, 'node_modules'), join(app, 'node_modules'))
    cpSync(join(kept, 'cache'), join(app, '.next/cache'), { recursive: true })
    return build(app, guardLog)
  }
  await install(app)
  await build(app, guardLog)
  cpSync(join(app, '.next/cache'), join(kept, 'cache'), { recursive: true })
  linkTree(join(app, 'node_modules'), join(kept, 'node_modules'))
}

/** Makes hard links to the files of a folder: Turbopack follows no symbolic link out of the app. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}
