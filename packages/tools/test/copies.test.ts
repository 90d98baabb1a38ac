import { chmodSync, existsSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read } from '../src/repository.ts'
import { findDifferences, fixCopies } from '../src/sync/copies.ts'
import type { Manifest } from '../src/sync/manifest.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const manifest: Manifest = {
  sources: [
    { from: 'packages/shared/starter', to: '' },
    { from: 'sql/migrations', to: 'migrations' },
  ],
  providerFiles: [],
  copiedFolders: ['lib/', 'migrations/', 'todos/'],
  ownFiles: { '*': ['lib/provider.ts'], one: ['lib/one.ts'] },
  leftOut: { two: [{ path: 'lib/token.ts', why: 'two signs nothing' }] },
}

const client = 'packages/shared/starter/lib/client.ts'

/** Two examples that are as the manifest says. */
const repository = () =>
  temporaryRepository({
    '.gitignore': '.next/\n',
    [client]: 'client',
    'packages/shared/starter/lib/token.ts': 'token',
    'packages/shared/starter/app/layout.tsx': 'layout',
    'sql/migrations/1_first.sql': 'select 1',
    'examples/one/package.json': { name: 'one' },
    'examples/one/auth/session.ts': 'one signs in',
    'examples/one/app/layout.tsx': 'layout',
    'examples/one/app/callback/route.ts': 'callback',
    'examples/one/lib/client.ts': 'client',
    'examples/one/lib/one.ts': 'one',
    'examples/one/lib/token.ts': 'token',
    'examples/one/migrations/1_first.sql': 'select 1',
    'examples/two/package.json': { name: 'two' },
    'examples/two/app/layout.tsx': 'layout',
    'examples/two/lib/client.ts': 'client',
    'examples/two/migrations/1_first.sql': 'select 1',
  })

const differences = (root: string) => findDifferences(root, manifest).map(({ says }) => says)
const stray = 'has no source, and the manifest does not name it'

test.each<[string[], string, string | undefined]>([
  [[], 'examples/two/app/page.tsx', 'a page of its own'],
  [[], 'examples/two/.next/build.js', 'ignored by git'],
  [[], 'examples/one/auth/session.ts', 'one signs in differently'],
  [[`examples/two/lib/client.ts differs from ${client}`], 'examples/two/lib/client.ts', 'edited'],
  [
    ['one', 'two'].map((name) => `examples/${name}/lib/client.ts differs from ${client}`),
    ...([client, 'the source is edited'] as const),
  ],
  [
    ['one', 'two'].map((name) => {
      const path = 'app/error.tsx'
      return `examples/${name}/${path} is missing: copy packages/shared/starter/${path}`
    }),
    ...(['packages/shared/starter/app/error.tsx', 'a new source'] as const),
  ],
  [
    [`examples/one/lib/client.ts is missing: copy ${client}`],
    ...(['examples/one/lib/client.ts', undefined] as const),
  ],
  [[`examples/one/lib/extra.ts ${stray}`], 'examples/one/lib/extra.ts', 'in a folder of copies'],
  [[`examples/two/lib/token.ts ${stray}`], 'examples/two/lib/token.ts', 'left out'],
  [[`examples/two/lib/one.ts ${stray}`], 'examples/two/lib/one.ts', 'a file of another provider'],
])('%j is what is wrong with %s: %s', (expected, path, content) => {
  const root = repository()
  expect(differences(root)).toEqual([])
  if (content === undefined) rmSync(join(root, path))
  else write(root, path, content)
  expect(differences(root)).toEqual(expected)
  fixCopies(root, manifest)
  expect(differences(root)).toEqual([])
})

test('a copy with another mode, or a symlink in its place, is not the same file', () => {
  const root = repository()
  const copy = join(root, 'examples/one/lib/client.ts')
  chmodSync(join(root, client), 0o755)
  rmSync(copy)
  symlinkSync(join(root, client), copy)
  expect(differences(root)).toEqual([
    `examples/one/lib/client.ts differs from ${client}`,
    `examples/two/lib/client.ts has another file mode than ${client}`,
  ])
  fixCopies(root, manifest)
  expect(differences(root)).toEqual([])
})

test('the fix writes folders and modes, removes empty folders, and writes through no symlink', () => {
  const root = repository()
  write(root, 'packages/shared/starter/todos/list.ts', 'list', 0o755)
  write(root, 'examples/one/lib/old/extra.ts', 'extra')
  write(root, 'examples/two/todos', 'a file where a folder has to be')
  write(root, 'LICENSE', 'license')
  const copy = join(root, 'examples/one/lib/client.ts')
  rmSync(copy)
  symlinkSync(join(root, 'LICENSE'), copy)
  fixCopies(root, manifest)
  expect(differences(root)).toEqual([])
  expect(statSync(join(root, 'examples/two/todos/list.ts')).mode & 0o777).toBe(0o755)
  expect(existsSync(join(root, 'examples/one/lib/old'))).toBe(false)
  expect(read(root, 'LICENSE')).toBe('license')
  expect(read(root, 'examples/one/auth/session.ts')).toBe('one signs in')
})
