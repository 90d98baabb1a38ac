import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadDriver } from './driver.ts'
import { fingerprint, listShipped } from './ship.ts'

/**
 * What of an example a spec is about: files and folders (with a slash at the end) of the example. What
 * begins with `!` is left out.
 */
export type Subjects = readonly string[]

/** The page and its list, with the actions that it calls: what no provider has a part in. */
const list: Subjects = [
  'app/error.tsx',
  'app/globals.css',
  'app/layout.tsx',
  'app/not-found.tsx',
  'app/page.tsx',
  'app/todos/',
  'components/',
  'lib/',
  'migrations/',
  'todos/',
  // Where Auth0's own documentation has its client.
  '!lib/auth0.ts',
]

/** How the app knows who asks. */
const auth: Subjects = ['auth/session.ts', 'proxy.ts']

const userMenu: Subjects = [...auth, 'app/todos/page.tsx', 'auth/components.tsx']

/**
 * What each spec of the common suite is about; `all` where it is about what every example has of its
 * own, such as what its packages bring along.
 *
 * No spec is about the colors of the provider (the unit tests compute their contrast), nor about
 * which packages there are, unless it is for all.
 */
export const subjects: Readonly<Record<string, Subjects | 'all'>> = {
  'accessibility.spec.ts': list,
  'actions-by-hand.spec.ts': list,
  'actions-signed-out.spec.ts': [...list, ...auth],
  'answers-faults.spec.ts': list,
  'callback.spec.ts': [...auth, 'app/sign-in-error/'],
  'component-actions.spec.ts': userMenu,
  'console.spec.ts': 'all',
  'copied-out.spec.ts': ['.yarnrc.yml', 'next.config.ts', 'tsconfig.json'],
  'deployment.spec.ts': list,
  'development.spec.ts': ['app/layout.tsx', 'components/setup-page.ts', 'lib/env.ts'],
  'faults.spec.ts': list,
  'forged-session.spec.ts': auth,
  'form-posts.spec.ts': list,
  'guard.spec.ts': [...auth, 'lib/security-policy.ts', 'next.config.ts'],
  'journey.spec.ts': 'all',
  'keyboard.spec.ts': list,
  'make-it-yours.spec.ts': [...list, 'patterns/'],
  'many-rows.spec.ts': list,
  'navigation.spec.ts': list,
  'newcomer.spec.ts': 'all',
  'not-ready.spec.ts': [...auth, 'auth/env.ts', 'components/setup-page.ts', 'lib/env.ts'],
  'other-user.spec.ts': list,
  'own-checks.spec.ts': 'all',
  'own-pages.spec.ts': [
    'app/error.tsx',
    'app/globals.css',
    'app/layout.tsx',
    'lib/security-policy.ts',
  ],
  'provider-faults.spec.ts': auth,
  'readme.spec.ts': ['.env.example', 'README.md', 'auth/env.ts'],
  'renewal-faults.spec.ts': auth,
  'requests.spec.ts': list,
  'return-to.spec.ts': [...auth, 'lib/return-to.ts'],
  'sdk-actions.spec.ts': 'all',
  'secret-leaks.spec.ts': 'all',
  'session.spec.ts': userMenu,
  'sign-in-pages.spec.ts': 'all',
  'slow-network.spec.ts': list,
  'todos.spec.ts': list,
  'translation.spec.ts': list,
  'two-tabs.spec.ts': list,
  'without-scripts.spec.ts': list,
}

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
  return Object.keys(all).filter((spec) => {
    const about = all[spec] ?? 'all'
    if (about === 'all') return false
    const missing = about.filter((subject) => !subject.startsWith('!') && its([subject]) === '')
    if (missing.length === 0) return own(about) === its(about)
    throw new Error(`${spec} is about ${missing}, which examples/${REPRESENTATIVE} lacks`)
  })
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
  const columns = await Promise.all(
    examples.map(async (example) => {
      const leftOut = await listLeftOut(root, example)
      const { notFor = {} } = (await loadDriver(example)).pages
      return (spec: string): Place => {
        const isElsewhere = spec.includes('/') && !spec.startsWith(`${example}/`)
        if (isElsewhere || spec in notFor) return 'n/a'
        return leftOut.includes(spec) ? '--full' : 'test'
      }
    }),
  )
  return listSpecs(root).map((spec) => ({ spec, where: columns.map((place) => place(spec)) }))
}

/** Says which files of some subjects an example has, each with its hash. */
async function readFiles(root: string, example: string): Promise<(about: Subjects) => string> {
  const files = await listShipped(root, example)
  const isAbout = (file: string, about: Subjects) =>
    !about.includes(`!${file}`) &&
    about.some((one) => file === one || (one.endsWith('/') && file.startsWith(one)))
  return (about) =>
    fingerprint(
      join(root, 'examples', example),
      files.filter((file) => isAbout(file, about)),
    )
}
