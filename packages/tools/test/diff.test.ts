import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compareExamples } from '../src/diff/compare.ts'
import { summary, unifiedDiff } from '../src/diff/print.ts'
import { writeProvidersPage } from '../src/docs/providers-page.ts'
import { listExamples, repositoryRoot } from '../src/repository.ts'
import type { Manifest } from '../src/sync/manifest.ts'
import { temporaryRepository } from './temporary-repository.ts'

const manifest: Manifest = {
  sources: [{ from: 'packages/shared/starter', to: '' }],
  providerFiles: [],
  copiedFolders: ['lib/'],
  ownFiles: {},
  leftOut: { two: [{ path: 'lib/token.ts', why: 'two signs nothing' }] },
}

const toy = (more = {}) =>
  temporaryRepository({
    'packages/shared/starter/lib/client.ts': 'client\n',
    'packages/shared/starter/lib/token.ts': 'token\n',
    'examples/one/package.json': { type: 'module' },
    'examples/two/package.json': { type: 'module' },
    'examples/one/README.md': '# The One + InsForge starter\n',
    'examples/two/README.md': '# The Two + InsForge starter\n',
    'examples/one/auth/session.ts': 'first\nsecond\n',
    'examples/two/auth/session.ts': 'first\nsecond, changed\nthird\n',
    'examples/one/app/page.tsx': 'page\n',
    'examples/two/app/page.tsx': 'page\n',
    'examples/one/app/callback/route.ts': 'callback\n',
    'examples/two/app/login/page.tsx': 'login\n',
    'examples/one/lib/client.ts': 'client\n',
    'examples/two/lib/client.ts': 'an edit that pnpm sync throws away',
    'examples/one/lib/token.ts': 'token\n',
    'examples/one/package-lock.json': 'locked\n',
    'examples/two/package-lock.json': 'locked otherwise\n',
    'examples/two/screenshots/light.png': 'a picture\n',
    ...more,
  })

test('a comparison has what differs, with its lines, and neither lockfile nor pictures', () => {
  expect(compareExamples(toy(), ['one', 'two'], manifest)).toEqual({
    names: ['one', 'two'],
    differing: [
      { path: 'README.md', lines: [1, 1] },
      { path: 'app/callback/route.ts', lines: [1, undefined] },
      { path: 'app/login/page.tsx', lines: [undefined, 1] },
      { path: 'auth/session.ts', lines: [2, 3] },
      { path: 'lib/token.ts', lines: [1, undefined] },
    ],
    same: 3,
  })
})

test('a comparison is printed as a sentence, a table, and a diff that git can apply', () => {
  const root = toy()
  const comparison = compareExamples(root, ['one', 'two'], manifest)
  const text = summary(comparison)
  expect(text).toMatch(
    /^one → two: 2 files differ, 2 are only in one and 1 is only in two; 3 are the same\.\n/,
  )
  expect(text).toMatch(/only in one [\s\S]*app\/callback\/route\.ts +1 +– {2}\S/)
  expect(text).toMatch(/auth\/session\.ts +2 +3 {2}\S/)
  const diff = unifiedDiff(root, comparison, false)
  expect(diff).toContain('--- a/examples/one/auth/session.ts\n+++ b/examples/two/auth/session.ts\n')
  expect(diff).toContain('\n-second\n+second, changed\n+third\n')
  expect(diff).not.toContain('package-lock.json')
  execFileSync('git', ['apply', '--numstat'], { cwd: root, input: diff })
  expect(unifiedDiff(root, comparison, true)).toContain('\u001B[31m-second')
})

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const run = (...args: string[]) => {
  const cli = join(repositoryRoot, 'packages/tools/src/cli/diff.ts')
  return spawnSync(process.execPath, ['--import', tsx, cli, ...args], { encoding: 'utf8' })
}

test.each([
  ['There is no example called nope.', ['workos', 'nope']],
  ['Name two providers.\nUsage: pnpm diff', ['workos', 'workos']],
  ['Unknown option: --nope', ['workos', 'auth0', '--nope']],
  ['Name two providers.', ['workos', 'auth0', 'kinde']],
])('the command answers %s to %j, with the providers', (said, args) => {
  const { status, stdout, stderr } = run(...args)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(said)
  expect(stderr).toContain(`Providers: ${listExamples(repositoryRoot).join(', ')}`)
})

test('the command prints the table first and the diff below it, without color in a pipe', () => {
  const { status, stdout } = run('workos', 'auth0')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^workos → auth0: \d+ files differ, [\s\S]*only in auth0[\s\S]*diff --git/)
  expect(stdout).toContain('\n+++ b/examples/auth0/auth/session.ts\n')
  expect(stdout).not.toContain('\u001B')
})

test('the table of files by provider says which example has which version', () => {
  const third = { 'examples/three/auth/session.ts': 'first\nsecond, changed\nthird\n' }
  const page = writeProvidersPage(
    toy({ 'examples/three/package.json': { type: 'module' }, ...third }),
    manifest,
  )
  const rows = page.split('\n').filter((line) => line.startsWith('| '))
  const own = (path: string) => `[own](../examples/${path})`
  const session = own('three/auth/session.ts')
  const purpose = 'who the user is, and where a sign-in starts'
  expect(rows[0]).toBe('| file | what it is for | The One | three | The Two |')
  expect(rows).toContain('| `lib/token.ts` |  | shared | — | — |')
  expect(rows).toContain(
    `| \`auth/session.ts\` | ${purpose} | ${own('one/auth/session.ts')} | ${session} | same as three |`,
  )
  expect(page).not.toContain('`package.json` |')
})
