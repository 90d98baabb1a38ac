import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../runtime/run.ts'
import { UserError } from '../../runtime/user-error.ts'

/** A package of npm, with the hash of it that npm's lockfiles have. */
interface Pinned {
  readonly name: string
  readonly version: string
  readonly integrity: string
}

/** The packages that Clerk publishes its scripts in, the newest of each: what signs in, and what
 * is seen of it. `npm view @clerk/ui version dist.integrity` tells whether there is a newer one. */
export const scriptPackages = {
  'clerk-js': {
    name: '@clerk/clerk-js',
    version: '6.40.0',
    integrity:
      'sha512-2MnZ/ygvuCmeuqfXQmsxfQaLN/SSJvQbtT2cLXbgr5VKr3KmZFZBVvX977fG3eZ6pprl4J9pO+I2bbe6BvColg==',
  },
  ui: {
    name: '@clerk/ui',
    version: '1.36.0',
    integrity:
      'sha512-uI96zYCh5jISLOt1mdpIPy/Y31P0kwFxjUFOxLUwFfTHFmGUcRjbqN6bbb+75tdI2Bz6ARGws3rhspDer+xIfQ==',
  },
} as const satisfies Record<string, Pinned>

const ownCache = fileURLToPath(
  new URL('../../../node_modules/.cache/clerk-scripts/', import.meta.url),
)

/**
 * The folder with the scripts of that package, which is fetched from npm when it is asked for the
 * first time. Any number of processes may ask at once: the folder is there whole or not at all.
 * Throws when npm cannot be reached or has another package under that name.
 */
export async function fetchScripts(pinned: Pinned, cache = ownCache): Promise<string> {
  const { name, version, integrity } = pinned
  const folder = join(cache, `${name.replace('/', '+')}@${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const temporary = mkdtempSync(join(cache, '.fetch-'))
  try {
    const archive = await pack(`${name}@${version}`, temporary)
    const found = createHash('sha512').update(readFileSync(archive)).digest('base64')
    if (integrity !== `sha512-${found}`) {
      throw new UserError(`npm has another ${name} ${version} than the one that was tested.`)
    }
    await run('tar', ['-xzf', archive, 'package/dist'], { cwd: temporary })
    renameSync(join(temporary, 'package/dist'), folder)
  } catch (error) {
    // Another process may have been first: a folder that is there is whole.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return folder
}

/** Fetches both packages where they are not there yet, so that a start fails and not a page. */
export async function fetchAllScripts(): Promise<void> {
  await Promise.all(Object.values(scriptPackages).map((pinned) => fetchScripts(pinned)))
}

/** Has npm put the archive of that package into `folder`; its path. */
async function pack(spec: string, folder: string): Promise<string> {
  const args = ['pack', spec, '--silent', '--prefer-offline', '--fetch-retries=1']
  try {
    return join(folder, (await run('npm', args, { cwd: folder })).trim())
  } catch (cause) {
    const sentence = `Clerk’s scripts could not be fetched: “npm pack ${spec}” failed.`
    throw new UserError(`${sentence} They are fetched once; check that “npm ping” works.`, {
      cause,
    })
  }
}
