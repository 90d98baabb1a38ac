import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findForbiddenImports } from '../src/check/code.ts'
import { findEscapes, findPaleColors, findUnlikeSections } from '../src/check/examples.ts'
import { findUnlikeVersions, readRelease, versions } from '../src/check/release.ts'
import { checkRules, type Rule } from '../src/check/rule.ts'
import { findRegistryHosts, findWords } from '../src/check/texts.ts'
import { findWorkflowFaults } from '../src/check/workflows.ts'
import { withHome } from '../src/docs/home.ts'
import { findBrokenLinks } from '../src/docs/links.ts'
import { readDocument } from '../src/docs/markdown.ts'
import { findUnlikeVariables } from '../src/docs/variables.ts'
import { listExamples, listFiles, read, repositoryRoot } from '../src/repository.ts'
import { findDeadEntries } from '../src/sync/expected.ts'
import type { Manifest } from '../src/sync/manifest.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const linksIn = (root: string) => findBrokenLinks(root, listFiles(root))
const escapesIn = (root: string) => findEscapes(root, listFiles(root))
const colorsIn = (root: string) => findPaleColors(root, 'examples/one')

const globals = {
  'packages/shared/starter/app/globals.css':
    '--color-background: light-dark(#fafafa, #131316); --color-surface: light-dark(#ffffff, #1c1c21); --color-on-accent: light-dark(#ffffff, #16161d);',
}
const accent = (css: string) => ({ ...globals, 'examples/one/auth/accent.css': css })
const host = ['registry', 'npmjs', 'org'].join('.')
const tarball = ['https://packages.test/linter', '-', 'linter-2.0.0.tgz'].join('/')

describe('a rule reports', () => {
  test.each<[string, (root: string) => string[], Record<string, unknown>]>([
    ['app/a.ts: ../../lib', escapesIn, { 'app/a.ts': "import '../../lib'" }],
    ['a.css: ../b.css', escapesIn, { 'a.css': "@import url('../b.css');" }],
    ['tsconfig.json: ../x.json', escapesIn, { 'tsconfig.json': '{ "extends": "../x.json" }' }],
    [
      'lib/a.ts: @insforge-auth-starters/shared',
      escapesIn,
      { 'lib/a.ts': "from '@insforge-auth-starters/shared'" },
    ],
    ["lib/a.ts: 'packages/a", escapesIn, { 'lib/a.ts': "readFileSync('packages/a')" }],
    ...['workspace:*', 'catalog:', 'file:./vendor'].map(
      (version): [string, (root: string) => string[], Record<string, unknown>] => [
        `package.json: "${version}"`,
        escapesIn,
        { 'package.json': { dependencies: { zod: version } } },
      ],
    ),
    ['pnpm-workspace.yaml: makes it a workspace', escapesIn, { 'pnpm-workspace.yaml': '' }],
    ['a.md: gone.md does not exist', linksIn, { 'a.md': '[a](gone.md)' }],
    ['a.md: #gone does not exist', linksIn, { 'a.md': '[a](#gone)' }],
    ['a.md: b.md#gone does not exist', linksIn, { 'a.md': '[a](b.md#gone)', 'b.md': '# B' }],
    ['a.md: gone.png does not exist', linksIn, { 'a.md': '![a](gone.png)' }],
    ['a.md: gone.png does not exist', linksIn, { 'a.md': '<img src="gone.png">' }],
    ['a.md: /a.md does not exist', linksIn, { 'a.md': '[a](/a.md)' }],
    ['a.md: ../b.md does not exist', linksIn, { 'a.md': '[a](../b.md)' }],
    [
      'examples/one/a.md: ../../b.md does not exist or is outside of the example',
      linksIn,
      { 'examples/one/a.md': '[a](../../b.md)', 'b.md': '' },
    ],
    [
      'examples/one/auth/accent.css: --accent on --color-background, light, has a contrast of 2.87',
      colorsIn,
      accent('--accent: light-dark(#8888ff, #a5a3ff);'),
    ],
    [
      'examples/one/auth/accent.css: --accent has no color, dark',
      colorsIn,
      accent('--accent: #5b5bd6;'),
    ],
    [
      'packages/local/src/emulator/a.ts imports packages/local/src/providers/one.ts',
      findForbiddenImports,
      { 'packages/local/src/emulator/a.ts': "import { one } from '../providers/one.ts'" },
    ],
  ])('%s', (fault, check, files) => {
    expect(check(temporaryRepository(files))).toContainEqual(expect.stringContaining(fault))
  })

  test.each([
    ['a symlink', escapesIn, { 'app/a.ts': "import './b'; import '../lib'", 'a.md': '../../x' }],
    ['a link', linksIn, { 'a.md': '# A `b`\n[a](#a-b) [b](c) [d](https://a.b/c)', 'c/d.md': '' }],
    ['a color', colorsIn, accent('--accent: light-dark(#5b5bd6, #a5a3ff);')],
  ])('nothing about %s that is right', (_, check, files) => {
    expect(check(temporaryRepository(files))).toEqual([])
  })

  test.each([
    ["Unexpected value 'nme'", 'run: npm ci\n        nme: Install'],
    ["Unrecognized named-value: 'secret'", `run: echo $\{{ secret.A }}`],
    ['actions/checkout@v7 is not pinned by its hash', 'uses: actions/checkout@v7'],
    [
      `actions/checkout@${'0'.repeat(40)} is not pinned`,
      `uses: actions/checkout@${'0'.repeat(40)}`,
    ],
  ])('a workflow for %s', (fault, step) => {
    const workflow = (one: string) =>
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${one}\n`
    expect(findWorkflowFaults('a.yml', workflow(step))).toEqual([expect.stringContaining(fault)])
    const pinned = `uses: actions/checkout@${'0'.repeat(40)} # v7.0.1`
    expect(findWorkflowFaults('a.yml', workflow(pinned))).toEqual([])
  })

  test('a symlink out of an example', () => {
    const root = temporaryRepository({ 'app/page.tsx': '' })
    symlinkSync('../../packages/shared/starter', join(root, 'shared'))
    expect(escapesIn(root)).toEqual(['shared: is a symlink'])
  })

  test.each([host, tarball, `https:${'//'}npm.company.test/`, 'mirror.test:4873'])(
    'the package registry %s',
    (address) => {
      const faults = findRegistryHosts(`a line\n"x": "${address}"`, 'mirror.test:4873')
      expect(faults).toEqual(['line 2 names a package registry'])
      expect(findRegistryHosts('https://docs.npmjs.com registry.find()', 'mirror.test')).toEqual([])
    },
  )

  test.each([
    ['Some', 'body signs in'],
    ['A ca', 'nary in the log'],
    ['a stand', '-in for it'],
  ])('the word that %s%s has', (one, other) => {
    expect(findWords(one + other)).toHaveLength(1)
    expect(findWords(`${one} ${other}`)).toEqual([])
  })

  test('a README without its title, a section, a part, or its picture', () => {
    const [example = ''] = listExamples(repositoryRoot)
    const text = read(repositoryRoot, `examples/${example}/README.md`)
    const faults = (from: string | RegExp, to: string) =>
      findUnlikeSections(readDocument(text.replaceAll(from, to)))
    expect(faults('', '')).toEqual([])
    expect(faults(/^# /gm, '# The ')[0]).toContain('does not begin with')
    expect(faults('## Deploy', '## Ship')[0]).toContain('Variables, Ship, Test')
    expect(faults('### Add a column', '### Columns')).toEqual([
      'has no “Add a column” in “Make it yours”',
    ])
    expect(faults('screenshots/', 'pictures/')).toEqual(['shows no screenshot'])
  })

  test('variables that .env.example or the README lacks', () => {
    const root = temporaryRepository({
      'examples/one/tsconfig.json': {},
      'examples/one/package.json': { type: 'module' },
      'examples/one/auth/env.ts': "export { variables } from '../lib/all.ts'",
      'examples/one/lib/all.ts': "export const variables = { A: { where: '' }, B: { where: '' } }",
      'examples/one/.env.example': 'A=\n# B=1\n#C=2\n# a comment with D=3 in it\n',
      'examples/one/README.md': '`B`',
    })
    expect(findUnlikeVariables(root, 'one')).toEqual([
      'examples/one/.env.example sets A; auth/env.ts has A, B',
      'examples/one/.env.example mentions B once more in a comment',
      'examples/one/README.md does not mention `C`',
    ])
    write(root, 'examples/one/lib/all.ts', "export const variables = { A: { where: '' } }")
    expect(findUnlikeVariables(root, 'one'), 'as they are now').toEqual([
      'examples/one/README.md does not mention `C`',
    ])
  })

  test('entries of the manifest that match nothing', () => {
    const manifest: Manifest = {
      sources: [
        { from: 'packages/shared/starter', to: '' },
        { from: 'sql/gone', to: 'migrations' },
      ],
      providerFiles: [],
      copiedFolders: ['lib/', 'gone/'],
      ownFiles: { one: ['lib/own.ts'], three: [] },
      leftOut: { one: [{ path: 'lib/token.ts', why: 'signs nothing' }] },
    }
    const files = ['packages/shared/starter/lib/client.ts', 'examples/one/package.json']
    const entries = ['sql/gone', 'three', 'gone/', 'lib/own.ts', 'lib/token.ts']
    expect(findDeadEntries(files, manifest, ['one'])).toEqual(
      entries.map((entry) => `packages/tools/src/sync/manifest.ts: ${entry} matches nothing`),
    )
  })
})

test.each(listExamples(repositoryRoot))('examples/%s has a readable accent color', (example) => {
  expect(findPaleColors(repositoryRoot, `examples/${example}`)).toEqual([])
})

test('the check prints a line per rule and what is wrong, and fixes what it can', async () => {
  const root = temporaryRepository({})
  const listed = (name: string) => listFiles(root).filter((path) => path === name)
  const rules: Rule[] = [
    { name: 'one', check: () => listed('one').map(() => 'one is there') },
    {
      name: 'two',
      check: () => (listed('two').length > 0 ? [] : ['two is missing']),
      fix: () => write(root, 'two', ''),
      notes: () => ['three may come'],
    },
  ]
  const run = async (fix: boolean) => {
    const lines: string[] = []
    return { broken: await checkRules(root, rules, fix, (line) => lines.push(line)), lines }
  }
  mkdirSync(join(root, 'folder'))
  expect(await run(false)).toEqual({
    broken: 1,
    lines: [
      ...['✓ one', '✗ two', '    two is missing', '    note: three may come'],
      '    Fix it with: pnpm check --fix',
    ],
  })
  const lines = ['✓ one', '✓ two', '    note: three may come']
  expect(await run(true)).toEqual({ broken: 0, lines })
})

test.each([
  ['npx degit@3.10.0 a/b/examples/one', 'npx degit@3.10.0 me/starters/examples/one'],
  ['npx degit@3.10.0 a/b/examples/one#v1.0.0', 'npx degit@3.10.0 me/starters/examples/one#v1.0.0'],
  ['giget@3.3.1 gh:a/b/examples/one', 'giget@3.3.1 gh:me/starters/examples/one'],
  [
    '[repository this starter comes from](https://github.com/a/b) [c](https://github.com/d/e)',
    '[repository this starter comes from](https://github.com/me/starters) [c](https://github.com/d/e)',
  ],
])('%s leads to the home of the repository', (text, expected) => {
  expect(withHome(text, 'me/starters')).toBe(expected)
})

describe('the version of the examples', () => {
  const repository = (one: string, two: string, changelog: string, owner = 'me') =>
    temporaryRepository({
      'package.json': { name: 'root', repository: `github:${owner}/starters` },
      'examples/one/package.json': { name: 'one', version: one },
      'examples/two/package.json': { name: 'two', version: two },
      'packages/shared/starter/CHANGELOG.md': changelog,
    })
  const changelog = '# Changelog\n\n## 1.2.0\n\n- A fix\n\n## 1.1.0\n'

  test('is one, and the newest of the changelog', () => {
    const root = repository('1.2.0', '1.2.0', changelog)
    expect(findUnlikeVersions(root)).toEqual([])
    expect(readRelease(root)).toEqual({ tag: 'v1.2.0', faults: [] })
    expect(versions.notes?.(root)).toEqual([])
  })

  test.each([
    ['1.1.0', changelog, 'examples/two/package.json has version 1.1.0 instead of 1.2.0'],
    ['1.2.0', '# Changelog\n\n## 1.1.0\n', 'CHANGELOG.md begins with 1.1.0 instead of 1.2.0'],
    ['1.2.0', '# Changelog\n', 'CHANGELOG.md begins with nothing instead of 1.2.0'],
  ])('%s with the changelog %j is no release', (two, text, fault) => {
    const root = repository('1.2.0', two, text)
    expect(findUnlikeVersions(root)).toEqual([expect.stringContaining(fault)])
    expect(readRelease(root).faults).toHaveLength(1)
  })

  test('is that of the package which is published with them', () => {
    const root = repository('1.2.0', '1.2.0', changelog)
    write(root, 'packages/local/package.json', { name: 'local', version: '1.1.0' })
    const fault = 'packages/local/package.json has version 1.1.0 instead of 1.2.0'
    expect(findUnlikeVersions(root)).toEqual([fault])
  })

  test('is not released before the owner of the repository is known, which the check notes', () => {
    const root = repository('1.2.0', '1.2.0', changelog, 'OWNER')
    const note = 'package.json: repository is still github:OWNER/starters'
    expect(findUnlikeVersions(root)).toEqual([])
    expect(versions.notes?.(root)).toEqual([expect.stringContaining(note)])
    expect(readRelease(root).faults).toEqual([expect.stringContaining(note)])
  })
})
