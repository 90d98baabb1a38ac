import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockOf } from './lockfiles.ts'

const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/**
 * Writes the example's package-lock.json with npm. It runs outside of the workspace, so that npm sees
 * a copied-out example, and starts from the current lockfile, so that no version changes needlessly.
 * Throws with what npm says if it could not install it.
 */
export function writePackageLock(root: string, example: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'package-lock-'))
  try {
    const target = join(root, lockOf(example))
    const lock = join(folder, 'package-lock.json')
    copyFileSync(join(root, `examples/${example}/package.json`), join(folder, 'package.json'))
    if (existsSync(target)) copyFileSync(target, lock)
    // npx and pnpm leave a prefix of their own in the environment.
    const npm = (...args: string[]) =>
      execFileSync('npm', [...args, ...flags, '--prefix', folder], { cwd: folder })
    npm('install', '--package-lock-only')
    // npm locks peers that do not go together, and then does not install them.
    npm('ci', '--dry-run')
    writeFileSync(target, withoutResolved(readFileSync(lock, 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The lockfile without the addresses of the registry that it was made with. */
export function withoutResolved(json: string): string {
  const lock: unknown = JSON.parse(json)
  const replacer = (key: string, value: unknown) => (key === 'resolved' ? undefined : value)
  return `${JSON.stringify(lock, replacer, 2)}\n`
}
