import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  copyTree,
  git,
  listExamples,
  listPackages,
  readPackageJson,
  repositoryRoot,
} from '../src/repository.ts'
import { readHashes } from '../src/turbo.ts'

const scope = '@insforge-auth-starters'
const examples = listExamples(repositoryRoot)
const browser = (example: string) => `${scope}/e2e#e2e:${example}`
const everyBrowser = [...examples, 'all'].map(browser)
/** Its tests compare the examples. */
const comparison = `${scope}/e2e#test`
/** The tests of the tools read the whole repository. */
const tools = `${scope}/tools#test`

let copy: string
let before: ReadonlyMap<string, string>

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'turbo-'))
  copyTree(repositoryRoot, copy)
  git(copy, 'add', '--all')
  const settings = ['user.name=test', 'user.email=test@localhost', 'commit.gpgsign=false']
  const config = settings.flatMap((setting) => ['-c', setting])
  git(copy, ...config, 'commit', '--quiet', '-m', 'A copy')
  before = hashes()
})

afterAll(() => rmSync(copy, { recursive: true }))

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

/** The tasks that check a package and those that import it. */
function checksOf(name: string): string[] {
  const readers = listPackages(repositoryRoot).filter((reader) => {
    const { dependencies, devDependencies } = readPackageJson(repositoryRoot, `packages/${reader}`)
    return reader === name || `${scope}/${name}` in { ...dependencies, ...devDependencies }
  })
  return readers.flatMap((reader) => [`${scope}/${reader}#typecheck`, `${scope}/${reader}#test`])
}

const onDatabase = [`${scope}/local#test`, `${scope}/shared#test`, ...everyBrowser]

describe('what a change runs again:', () => {
  test.each([
    ['packages/local/src/a-new-file.ts', ['//#lint', ...checksOf('local'), ...everyBrowser]],
    [
      'packages/local/src/providers/workos/a.ts',
      ['//#lint', ...checksOf('local'), ...everyBrowser],
    ],
    ['packages/e2e/src/a-new-file.ts', ['//#lint', ...checksOf('e2e'), ...everyBrowser]],
    // The browser suites read the copies in the examples, which the rules compare without a cache.
    ['packages/shared/starter/lib/a.ts', [`${scope}/shared#lint`, ...checksOf('shared')]],
    ['packages/shared/provider/auth/a.ts', ['//#lint', ...checksOf('shared')]],
    ['sql/migrations/20261101000100_create-todos.sql', onDatabase],
    ['sql/patterns/team.sql', onDatabase],
    ['pnpm-lock.yaml', everyBrowser],
    ['README.md', []],
  ])('%s', (path, expected) => {
    expect(changedBy(path).sort()).toEqual([...new Set([...expected, tools])].sort())
  })

  test('what git ignores changes nothing', () => {
    expect(changedBy('packages/local/vitest.log')).toEqual([])
  })

  test.each(['workos', 'clerk'])('examples/%s', (example) => {
    const { name } = readPackageJson(repositoryRoot, `examples/${example}`)
    const own = ['build', 'lint', 'test', 'typecheck'].map((task) => `${name}#${task}`)
    // What the others leave out is what is the same there: see packages/e2e/src/selection.ts.
    const browsers = example === 'workos' ? everyBrowser : [browser(example), browser('all')]
    const shipped = [comparison, tools, ...browsers]
    expect(changedBy(`examples/${example}/lib/a-new-file.ts`).sort()).toEqual(
      [...own, ...shipped].sort(),
    )
    expect(changedBy(`examples/${example}/README.md`).sort()).toEqual(shipped.sort())
  })
})
