import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '../src/files.ts'
import { git } from '../src/git.ts'
import { readPackageJson } from '../src/package-json.ts'
import { listExamples, listPackages, repositoryRoot } from '../src/repository.ts'
import { readHashes } from '../src/turbo/hashes.ts'

const scope = '@insforge-auth-starters'
const examples = listExamples(repositoryRoot)
const packages = listPackages(repositoryRoot)
const tools = `${scope}/tools#test`
const browser = (example: string) => `${scope}/e2e#e2e:${example}`
const together = browser('all')
/** Its tests compare the examples. */
const comparison = `${scope}/e2e#test`
const everyBrowser = [...examples.map(browser), together]

let copy: string
let before: ReadonlyMap<string, string>

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'turbo-hashes-'))
  for (const path of listFiles(repositoryRoot)) {
    cpSync(join(repositoryRoot, path), join(copy, path), { verbatimSymlinks: true })
  }
  git(copy, 'init', '--quiet')
  commit()
  before = hashes()
})

afterAll(() => rmSync(copy, { recursive: true }))

function commit(): void {
  git(copy, 'add', '--all')
  const config = ['user.name=test', 'user.email=test@localhost', 'commit.gpgsign=false']
  git(copy, ...config.flatMap((setting) => ['-c', setting]), 'commit', '--quiet', '-m', 'A copy')
}

function hashes() {
  const browserTasks = [...examples, 'all'].map((name) => `e2e:${name}`)
  return readHashes(copy, ['typecheck', 'lint', 'build', 'test', ...browserTasks])
}

/** The tasks whose hash is another one once a line is added to `path`, committed or not. */
function changedBy(path: string): string[] {
  appendFileSync(join(copy, path), '\n')
  const after = hashes()
  git(copy, 'reset', '--quiet', '--hard')
  git(copy, 'clean', '--quiet', '--force', '-d')
  return [...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id)
}

/** Those of `ids` that exist, with the tests of the repository, which read all of it. */
function existing(...ids: readonly string[]): string[] {
  return [...ids, tools].filter((id) => before.has(id)).sort()
}

/** The names of the packages that import the package `name`, and itself. */
function readersOf(name: string): string[] {
  const readers = packages.filter((reader) => {
    const { dependencies, devDependencies } = readPackageJson(repositoryRoot, `packages/${reader}`)
    return `${scope}/${name}` in { ...dependencies, ...devDependencies }
  })
  return [name, ...readers]
}

describe.each(examples)('in examples/%s', (example) => {
  const { name } = readPackageJson(repositoryRoot, `examples/${example}`)
  const own = ['build', 'lint', 'test', 'typecheck'].map((task) => `${name}#${task}`)
  // What the others leave out is what is the same there: see packages/e2e/src/selection.ts.
  const browsers = example === 'workos' ? everyBrowser : [browser(example), together]

  test.each(['app/page.tsx', 'lib/a-new-file.ts', 'package-lock.json'])(
    '%s changes its own tasks, and the browser suites that depend on it',
    (path) => {
      expect(changedBy(`examples/${example}/${path}`).sort()).toEqual(
        existing(...own, comparison, ...browsers),
      )
    },
  )

  test('README.md changes only what is shipped', () => {
    expect(changedBy(`examples/${example}/README.md`).sort()).toEqual(
      existing(comparison, ...browsers),
    )
  })
})

/** The tasks that check a package and those that import it. */
function checksOf(name: string): string[] {
  return readersOf(name).flatMap((reader) => [
    `${scope}/${reader}#typecheck`,
    `${scope}/${reader}#test`,
  ])
}

test.each(['local', 'e2e'])(
  'a source file of packages/%s changes what imports it, the lint and every browser suite',
  (name) => {
    expect(changedBy(`packages/${name}/src/a-new-file.ts`).sort()).toEqual(
      existing('//#lint', ...checksOf(name), ...everyBrowser),
    )
  },
)

// The browser suites read the copies in the examples: `check:sync` compares them, without a cache.
test.each([
  ['starter/lib/a-new-file.ts', `${scope}/shared#lint`],
  ['provider/auth/a-new-file.ts', '//#lint'],
])('packages/shared/%s changes the checks of the package, and %s', (path, lint) => {
  expect(changedBy(`packages/shared/${path}`).sort()).toEqual(existing(lint, ...checksOf('shared')))
})

test("an emulator's source changes the same as any other of packages/local", () => {
  const [example = ''] = examples
  expect(changedBy(`packages/local/src/providers/${example}/index.ts`)).toEqual(
    changedBy('packages/local/src/a-new-file.ts'),
  )
})

test('a migration changes the tests that run on the database', () => {
  expect(changedBy('sql/migrations/20261101000100_create-todos.sql').sort()).toEqual(
    existing(`${scope}/local#test`, `${scope}/shared#test`, ...everyBrowser),
  )
})

test('the root lockfile changes every browser suite', () => {
  expect(changedBy('pnpm-lock.yaml').sort()).toEqual(existing(...everyBrowser))
})

test('a pattern changes the tests that run on the database', () => {
  expect(changedBy('sql/patterns/team.sql')).toEqual(
    changedBy('sql/migrations/20261101000100_create-todos.sql'),
  )
})

test('the README changes only the tests of the repository', () => {
  expect(changedBy('README.md')).toEqual([tools])
})

test('what git ignores changes nothing', () => {
  expect(changedBy('packages/local/vitest.log')).toEqual([])
})
