import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { loadDriver } from './driver.ts'
import { fingerprint, listShipped } from './ship.ts'

/**
 * What of an example a spec is about: files and folders (with a slash at the end) of the example. What
 * begins with `!` is left out.
 */
type Subjects = readonly string[]

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
  // What starts and ends a session is asked by routes that not every provider has.
  '!lib/sign-in.ts',
]

/** What the pages look like, without what their data is read and written by. */
const markup: Subjects = [
  'account/delete-account-form.tsx',
  'app/error.tsx',
  'app/globals.css',
  'app/layout.tsx',
  'app/not-found.tsx',
  'app/page.tsx',
  'components/',
  'todos/',
  '!todos/actions.ts',
]

/** How the app knows who asks. */
const auth: Subjects = ['auth/session.ts', 'proxy.ts']

/**
 * How the app reaches its rows. The specs that are about no more than this go into the details of a
 * session: they run once for each way, and the journey drives every provider's own.
 */
const dataPath: Subjects = ['lib/insforge.ts']

/** The account page and its deletion, without the provider's part. */
const account: Subjects = [
  'account/',
  'app/account/',
  '!account/provider.ts',
  '!account/webhook.ts',
]

/** What a copy has beside the list that its owner changes, or has to pass. */
const copied: Subjects = [...account, 'patterns/', 'biome.json', 'test/vitest.config.ts']

/**
 * What the specs of the common suite are about; `all` where it is about what every example has of its
 * own, such as what its packages bring along.
 *
 * No spec is about the colors of the provider (the unit tests compute their contrast), nor about
 * which packages there are, unless it is for all.
 */
const groups: readonly (readonly [about: Subjects | 'all', specs: string])[] = [
  ['all', 'console first-load interleaved-faults journey sdk-actions secret-leaks sign-in-pages'],
  [markup, 'accessibility keyboard translation'],
  [list, 'actions-by-hand addresses answers-faults deployment faults form-posts'],
  [list, 'many-rows navigation other-user requests slow-network todos two-tabs'],
  [list, 'without-scripts'],
  [[...list, ...auth], 'actions-signed-out'],
  [['account/', 'app/account/', ...auth], 'account'],
  [account, 'account-faults account-forms'],
  [['account/', 'app/api/webhooks/'], 'webhooks'],
  [['app/globals.css', 'app/layout.tsx', 'app/setup/', 'lib/security-policy.ts'], 'newcomer'],
  [[...list, ...copied], 'make-it-yours'],
  [auth, 'forged-session renewal-faults'],
  [[...auth, 'app/sign-in-error/'], 'callback visits'],
  [[...auth, 'lib/proxy.ts', 'lib/security-policy.ts', 'next.config.ts'], 'guard'],
  [dataPath, 'component-actions not-ready provider-faults return-to session'],
  [['app/layout.tsx', 'components/setup-page.ts', 'lib/env.ts'], 'development'],
  [['.env.example', 'README.md', 'auth/env.ts'], 'readme'],
  [['biome.json'], 'own-checks'],
  [['next.config.ts'], 'body-limits'],
  [['.dockerignore', 'Dockerfile', 'app/api/health/', 'instrumentation.ts'], 'deploy'],
  [['.yarnrc.yml', 'next.config.ts', 'tsconfig.json'], 'copied-out'],
]

/** The same by the names of their files. */
export const subjects: Readonly<Record<string, Subjects | 'all'>> = Object.fromEntries(
  groups.flatMap(([about, specs]) => specs.split(' ').map((spec) => [`${spec}.spec.ts`, about])),
)

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

/**
 * Of examples whose suites run at the same time, those that begin before this one: the more of its
 * specs are run, the sooner, because what a suite does at its end takes the longest there.
 */
export async function listBefore(
  root: string,
  example: string,
  beside: readonly string[],
): Promise<string[]> {
  const leftOut = new Map<string, number>()
  for (const one of beside) leftOut.set(one, (await listLeftOut(root, one)).length)
  const order = beside.toSorted((a, b) => (leftOut.get(a) ?? 0) - (leftOut.get(b) ?? 0))
  return order.slice(0, Math.max(0, order.indexOf(example)))
}

/** A pattern of the specs that are only run with `--full`, on every example. */
export const FULL_ONLY = '*.full.spec.ts'

/** Every spec: of the common suite by its name, of one provider as `<provider>/<name>`. */
export function listSpecs(root: string): string[] {
  const below = (folder: string) =>
    readdirSync(join(root, 'packages/e2e', folder), { recursive: true, encoding: 'utf8' })
  const paths = [...below('suite'), ...below('providers')]
  return paths.filter((path) => path.endsWith('.spec.ts')).sort()
}

/** Where a spec is run on an example: by `pnpm test`, only with `--full`, or nowhere. */
type Place = 'test' | '--full' | 'n/a'

const isFullOnly = (spec: string) => spec.endsWith(FULL_ONLY.slice(1))

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
        return leftOut.includes(spec) || isFullOnly(spec) ? '--full' : 'test'
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
