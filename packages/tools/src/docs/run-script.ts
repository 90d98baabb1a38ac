import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** What scripts have printed, by their arguments and what they are about. */
const printed = new Map<string, string>()

/**
 * What Node prints when it runs TypeScript in `folder`, with `env` over this process's environment.
 * Several rules ask for the same: it is run once for as long as no file below `sources` changes.
 */
export function runScript(
  folder: string,
  args: readonly string[],
  sources: readonly string[],
  env: NodeJS.ProcessEnv = {},
): string {
  const key = [folder, ...args, ...sources.map((source) => hashOf(join(folder, source)))].join('\0')
  const known = printed.get(key)
  if (known !== undefined) return known
  const { NODE_OPTIONS: _, ...own } = process.env
  const options = { cwd: folder, env: { ...own, ...env }, encoding: 'utf8' } as const
  const text = execFileSync(process.execPath, ['--import', tsx, ...args], options)
  printed.set(key, text)
  return text
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}
