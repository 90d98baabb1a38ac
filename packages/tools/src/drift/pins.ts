import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '@insforge-auth-starters/local/runtime'
import { z } from 'zod'
import {
  directDependencies,
  filesIn,
  listExamples,
  listFiles,
  read,
  readPackageJson,
} from '../repository.ts'

/** A version on npm, with the hash of its archive. */
export interface Release {
  readonly version: string
  readonly integrity: string
}

/** A place that names the version of one of a provider's packages. */
export interface Pin {
  /** Relative to the root. */
  readonly file: string
  /** The text there that names it, as it was found. */
  readonly text: string
  readonly name: string
  readonly version: string
  /** The hash, where it stands beside the version. */
  readonly integrity?: string
}

/**
 * Where the versions of a provider's packages stand. Its SDKs are what no other example depends on;
 * its emulator is tested with them and with others of the same scope, and may serve archives of npm.
 */
export function findPins(root: string, provider: string): Pin[] {
  const dependencies = (folder: string) => directDependencies(readPackageJson(root, folder))
  const others = listExamples(root).filter((example) => example !== provider)
  const theirs = new Set(others.flatMap((name) => Object.keys(dependencies(`examples/${name}`))))
  const own = Object.entries(dependencies(`examples/${provider}`)).filter(
    ([name]) => !theirs.has(name),
  )
  const names = own.map(([name]) => name)
  const scopes = names.filter((name) => name.startsWith('@')).map((name) => name.split('/')[0])
  const tested = Object.entries(dependencies('packages/local')).filter(
    ([name]) => names.includes(name) || scopes.includes(name.split('/')[0]),
  )
  const pinIn =
    (folder: string) =>
    ([name, version]: [string, string]): Pin => ({
      ...{ file: `${folder}/package.json`, text: `"${name}": "${version}"`, name, version },
    })
  return [
    ...own.map(pinIn(`examples/${provider}`)),
    ...tested.map(pinIn('packages/local')),
    ...findArchives(root, `packages/local/src/providers/${provider}`),
  ]
}

const archive = /name: '([^']+)',\s+version: '([^']+)',\s+integrity:\s+'([^']+)'/g

function findArchives(root: string, folder: string): Pin[] {
  return filesIn(listFiles(root), folder).flatMap((path) => {
    const file = `${folder}/${path}`
    return [...read(root, file).matchAll(archive)].map(
      ([text, name = '', version = '', integrity = '']) => ({
        ...{ file, text, name, version, integrity },
      }),
    )
  })
}

/** Writes another version in the place of the pinned one. */
export function writePin(root: string, pin: Pin, to: Release): void {
  const versioned = pin.text.replace(pin.version, () => to.version)
  const text = pin.integrity ? versioned.replace(pin.integrity, () => to.integrity) : versioned
  writeFileSync(
    join(root, pin.file),
    read(root, pin.file).replace(pin.text, () => text),
  )
}

const viewSchema = z.object({ version: z.string(), 'dist.integrity': z.string() })

/** The version that `npm install <name>` takes. Throws if npm does not know it. */
export async function newestOf(name: string, cwd: string): Promise<Release> {
  const args = ['view', name, 'version', 'dist.integrity', '--json', '--prefer-online']
  const { version, 'dist.integrity': integrity } = viewSchema.parse(
    JSON.parse(await run('npm', args, { cwd })),
  )
  return { version, integrity }
}
