import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadDriver } from './providers/index.ts'
import { fingerprint, listShipped } from './ship/copy-out.ts'
import { type Subjects, subjects } from './subjects.ts'

/**
 * The example on which everything is run. On another one, what is the same in both may be left out;
 * what reads or writes rows in another way, or signs in with another provider, differs and is not.
 */
export const REPRESENTATIVE = 'workos'

/**
 * The specs of the common suite that `pnpm test` need not run on an example: all files that they are
 * about are the same there, by path and hash, as in the representative.
 *
 * @throws when a spec is about a file that the representative does not have.
 */
export async function listLeftOut(
  root: string,
  example: string,
  all: Readonly<Record<string, Subjects | 'all'>> = subjects,
): Promise<string[]> {
  if (example === REPRESENTATIVE) return []
  const own = await readFiles(root, example)
  const its = await readFiles(root, REPRESENTATIVE)
  return Object.entries(all)
    .filter(([spec, about]) => {
      if (about === 'all') return false
      const missing = about.filter((subject) => !subject.startsWith('!') && its([subject]) === '')
      if (missing.length === 0) return own(about) === its(about)
      throw new Error(`${spec} is about ${missing}, which examples/${REPRESENTATIVE} lacks`)
    })
    .map(([spec]) => spec)
}

/** Every spec: of the common suite by its name, of one provider as `<provider>/<name>`. */
export function listSpecs(root: string): string[] {
  const below = (folder: string) =>
    readdirSync(join(root, 'packages/e2e', folder), { recursive: true, encoding: 'utf8' })
  const paths = [...below('suite'), ...below('providers')]
  return paths.filter((path) => path.endsWith('.spec.ts')).sort()
}

/** Where a spec is run on an example: by `pnpm test`, only with `--full`, or nowhere. */
export type Place = 'test' | '--full' | 'n/a'

/** Where each spec is run, in the order of the examples. */
export async function listPlaces(
  root: string,
  examples: readonly string[],
): Promise<{ spec: string; where: Place[] }[]> {
  const leftOut = await Promise.all(examples.map((example) => listLeftOut(root, example)))
  const drivers = await Promise.all(examples.map(loadDriver))
  return listSpecs(root).map((spec) => ({
    spec,
    where: examples.map((example, index): Place => {
      const isElsewhere = spec.includes('/') && !spec.startsWith(`${example}/`)
      if (isElsewhere || spec in (drivers[index]?.pages.notFor ?? {})) return 'n/a'
      return leftOut[index]?.includes(spec) ? '--full' : 'test'
    }),
  }))
}

/** Says which files of some subjects an example has, each with its hash. */
async function readFiles(root: string, example: string): Promise<(about: Subjects) => string> {
  const files = await listShipped(root, example)
  const isOf = (file: string) => (subject: string) =>
    file === subject || (subject.endsWith('/') && file.startsWith(subject))
  const isAbout = (file: string, about: Subjects) =>
    about.some(isOf(file)) && !about.includes(`!${file}`)
  return (about) =>
    fingerprint(
      join(root, 'examples', example),
      files.filter((file) => isAbout(file, about)),
    )
}
