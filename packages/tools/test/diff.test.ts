import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compareExamples } from '../src/diff/compare.ts'
import { writeProvidersPage } from '../src/diff/providers-page.ts'
import { purposeOf, purposes } from '../src/diff/purposes.ts'
import { sentence, summary } from '../src/diff/summary.ts'
import { unifiedDiff } from '../src/diff/unified.ts'
import { findStaleDocs, writeDocs } from '../src/docs/written.ts'
import { listExamples, repositoryRoot } from '../src/repository.ts'
import { covers } from '../src/sync/expected.ts'
import { type Manifest, manifest } from '../src/sync/manifest.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const examples = listExamples(repositoryRoot)

const toyManifest: Manifest = {
  sources: [{ from: 'packages/shared/starter', to: '' }],
  providerFiles: [],
  copiedFolders: ['lib/'],
  ownFiles: {},
  leftOut: { two: [{ path: 'lib/token.ts', why: 'two signs nothing' }] },
}

const toy = () =>
  temporaryRepository({
    'packages/shared/starter/lib/client.ts': 'client\n',
    'packages/shared/starter/lib/token.ts': 'token\n',
    'examples/one/package.json': { type: 'module' },
    'examples/two/package.json': { type: 'module' },
    'examples/one/README.md': '# The One + InsForge starter\n',
    'examples/two/README.md': '# The Two + InsForge starter\n',
    'examples/one/auth/session.ts': 'first\nsecond\n',
    'examples/two/auth/session.ts': 'first\nsecond, changed\nthird\n',
    'examples/one/auth/env.ts': 'alike\n',
    'examples/two/auth/env.ts': 'alike\n',
    'examples/one/app/page.tsx': 'page\n',
    'examples/two/app/page.tsx': 'page\n',
    'examples/one/app/callback/route.ts': 'callback\n',
    'examples/two/app/login/page.tsx': 'login\n',
    'examples/one/lib/client.ts': 'client\n',
    'examples/two/lib/client.ts': 'client\n',
    'examples/one/lib/token.ts': 'token\n',
    'examples/one/package-lock.json': 'locked\n',
    'examples/two/package-lock.json': 'locked otherwise\n',
    'examples/two/screenshots/light.png': 'a picture\n',
  })

const compareToys = (root = toy()) => compareExamples(root, toyManifest, ['one', 'two'])

describe('a comparison', () => {
  test('has what differs, with its lines, and no lockfile and no picture', () => {
    expect(compareToys()).toEqual({
      names: ['one', 'two'],
      differing: [
        { path: 'README.md', lines: [1, 1] },
        { path: 'app/callback/route.ts', lines: [1, undefined] },
        { path: 'app/login/page.tsx', lines: [undefined, 1] },
        { path: 'auth/session.ts', lines: [2, 3] },
        { path: 'lib/token.ts', lines: [1, undefined] },
      ],
      same: 4,
    })
  })

  test('counts what both take from one source as the same', () => {
    const root = toy()
    write(root, 'examples/two/lib/client.ts', 'an edit that pnpm sync throws away')
    expect(compareToys(root).differing.map(({ path }) => path)).not.toContain('lib/client.ts')
  })

  test('is summed up in a sentence and a table, before the diff', () => {
    const comparison = compareToys()
    expect(sentence(comparison)).toBe(
      '2 files differ, 2 are only in one and 1 is only in two; 4 are the same.',
    )
    const lines = summary(comparison).split('\n')
    expect(lines).toContain(
      'Left out: package-lock.json and screenshots/. Below the table: git diff --no-index.',
    )
    expect(lines.find((line) => line.startsWith('  auth/session.ts'))).toMatch(/ 2 +3 {2}\S/)
    expect(lines.find((line) => line.startsWith('  app/callback/'))).toMatch(/ 1 +– {2}\S/)
    expect(
      lines.indexOf(lines.find((line) => line.startsWith('  only in one')) ?? ''),
    ).toBeLessThan(lines.indexOf(lines.find((line) => line.startsWith('  app/callback/')) ?? ''))
  })

  test('is printed as a unified diff that another tool can apply, in color if asked', () => {
    const root = toy()
    const comparison = compareToys(root)
    const diff = unifiedDiff(root, comparison, false)
    expect(diff).toContain(
      '--- a/examples/one/auth/session.ts\n+++ b/examples/two/auth/session.ts\n',
    )
    expect(diff).toContain('\n-second\n+second, changed\n+third\n')
    expect(diff).toContain('deleted file mode 100644')
    expect(diff).toContain('new file mode 100644')
    expect(diff).not.toContain('package-lock.json')
    execFileSync('git', ['apply', '--numstat'], { cwd: root, input: diff })
    expect(unifiedDiff(root, comparison, true)).toContain('\u001B[31m-second')
  })
})

describe('the command', () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const cli = join(repositoryRoot, 'packages/tools/src/cli/diff.ts')
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', tsx, cli, ...args], { encoding: 'utf8' })

  test.each([
    [['workos', 'nope'], 'There is no example called nope.'],
    [['workos'], 'Usage: pnpm diff'],
    [['workos', 'workos'], 'Usage: pnpm diff'],
    [['workos', 'auth0', 'kinde'], 'Usage: pnpm diff'],
  ])('answers %j with the usage and the providers', (args, said) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(said)
    expect(stderr).toContain(`Providers: ${examples.join(', ')}`)
  })

  test('prints the table first and the diff below it, without color in a pipe', () => {
    const { status, stdout } = run('workos', 'auth0')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^workos → auth0: \d+ files differ, /)
    expect(stdout.indexOf('only in auth0')).toBeLessThan(stdout.indexOf('diff --git'))
    expect(stdout).toContain('\n+++ b/examples/auth0/auth/session.ts\n')
    expect(stdout).not.toContain('\u001B')
  })
})

describe('what each file is for', () => {
  const page = writeProvidersPage(repositoryRoot, manifest)
  const paths = [...page.matchAll(/^\| `(.+?)` \|/gm)].map(([, path = '']) => path)

  test('is written down for every file that changes with the provider', () => {
    const where = 'write what it is for into packages/tools/src/diff/purposes.ts'
    const missing = paths.filter((path) => purposeOf(path) === undefined)
    expect(missing.map((path) => `${path}: ${where}`)).toEqual([])
  })

  test('is written down for no other file', () => {
    const unused = Object.keys(purposes).filter(
      (entry) => !paths.some((path) => covers([entry], path)),
    )
    expect(unused).toEqual([])
  })
})

describe('the table of files by provider', () => {
  test('has the files that are not the same in all, with who has which version', () => {
    const root = toy()
    write(root, 'examples/three/package.json', { type: 'module' })
    write(root, 'examples/three/auth/session.ts', 'first\nsecond, changed\nthird\n')
    const page = writeProvidersPage(root, toyManifest)
    const rows = page.split('\n').filter((line) => line.startsWith('| `'))
    const cellsOf = (path: string) =>
      rows
        .find((row) => row.startsWith(`| \`${path}\` |`))
        ?.split(' | ')
        .slice(2)
        .map((cell) => cell.replace(' |', ''))
    const own = (path: string) => `[own](../examples/${path})`
    expect(page).toContain('| file | what it is for | The One | three | The Two |')
    expect(cellsOf('package.json')).toBeUndefined()
    expect(cellsOf('package-lock.json')).toBeUndefined()
    expect(cellsOf('lib/token.ts')).toEqual(['shared', '—', '—'])
    expect(cellsOf('app/page.tsx')).toEqual([own('one/app/page.tsx'), '—', 'same as The One'])
    expect(cellsOf('auth/session.ts')).toEqual([
      own('one/auth/session.ts'),
      own('three/auth/session.ts'),
      'same as three',
    ])
  })

  test('is written by pnpm sync, and pnpm sync --check reports when it is out of date', () => {
    const root = toy()
    for (const name of ['one', 'two']) {
      const readme = `# ${name} + InsForge starter\n<!-- variables: from auth/env.ts -->\n<!-- /variables -->\n`
      write(root, `examples/${name}/README.md`, readme)
      write(root, `examples/${name}/auth/env.ts`, 'export const variables = {}\n')
      write(root, `examples/${name}/tsconfig.json`, {})
    }
    writeDocs(root)
    expect(findStaleDocs(root)).toEqual([])
    write(root, 'examples/two/auth/session.ts', 'first\nsecond\n')
    expect(findStaleDocs(root)).toEqual([
      'docs/providers.md: the table of files by provider is out of date',
    ])
  })
})
