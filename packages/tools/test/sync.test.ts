import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findDifferences } from '../src/sync/differences.ts'
import { fix } from '../src/sync/fix.ts'
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

/** Two examples that are as the manifest says. */
function repository(): string {
  return temporaryRepository({
    'packages/shared/starter/lib/client.ts': 'client',
    'packages/shared/starter/lib/token.ts': 'token',
    'sql/migrations/1_first.sql': 'select 1',
    'examples/one/package.json': { name: 'one' },
    'examples/one/auth/session.ts': 'one signs in',
    'packages/shared/starter/app/layout.tsx': 'layout',
    'examples/one/app/page.tsx': 'page',
    'examples/one/app/layout.tsx': 'layout',
    'examples/one/app/callback/route.ts': 'callback',
    'examples/one/lib/client.ts': 'client',
    'examples/one/lib/one.ts': 'one',
    'examples/one/lib/token.ts': 'token',
    'examples/one/migrations/1_first.sql': 'select 1',
    'examples/two/package.json': { name: 'two' },
    'examples/two/auth/session.ts': 'two signs in',
    'examples/two/app/page.tsx': 'a page of its own',
    'examples/two/app/layout.tsx': 'layout',
    'examples/two/lib/client.ts': 'client',
    'examples/two/migrations/1_first.sql': 'select 1',
  })
}

const differences = (root: string) =>
  findDifferences(root, manifest).map(({ kind, path }) => `${kind} ${path}`)

describe('the check', () => {
  test('finds nothing where every file is as its source says', () => {
    expect(differences(repository())).toEqual([])
  })

  test('finds an edit in a copy of shared code', () => {
    const root = repository()
    write(root, 'examples/two/lib/client.ts', 'client, edited')
    expect(differences(root)).toEqual(['changed examples/two/lib/client.ts'])
  })

  test('finds an edit of the source in every example', () => {
    const root = repository()
    write(root, 'sql/migrations/1_first.sql', 'select 2')
    expect(differences(root)).toEqual([
      'changed examples/one/migrations/1_first.sql',
      'changed examples/two/migrations/1_first.sql',
    ])
  })

  test('finds an edit of a file that is the same in all examples', () => {
    const root = repository()
    write(root, 'examples/two/app/layout.tsx', 'another layout')
    expect(differences(root)).toEqual(['changed examples/two/app/layout.tsx'])
  })

  test('finds a new source that no example has yet', () => {
    const root = repository()
    write(root, 'packages/shared/starter/app/error.tsx', 'error')
    expect(differences(root)).toEqual([
      'missing examples/one/app/error.tsx',
      'missing examples/two/app/error.tsx',
    ])
  })

  test('finds a missing copy', () => {
    const root = repository()
    rmSync(join(root, 'examples/one/lib/client.ts'))
    expect(differences(root)).toEqual(['missing examples/one/lib/client.ts'])
  })

  test('finds a stray in a folder of copies, and takes a file elsewhere for the provider’s', () => {
    const root = repository()
    write(root, 'examples/one/lib/extra.ts', 'extra')
    write(root, 'examples/two/app/extra.tsx', 'extra')
    expect(differences(root)).toEqual(['stray examples/one/lib/extra.ts'])
  })

  test('takes a file that the example leaves out for a stray', () => {
    const root = repository()
    write(root, 'examples/two/lib/token.ts', 'token')
    expect(differences(root)).toEqual(['stray examples/two/lib/token.ts'])
  })

  test('takes a file of one provider for a stray in the example of another', () => {
    const root = repository()
    write(root, 'examples/two/lib/one.ts', 'one')
    expect(differences(root)).toEqual(['stray examples/two/lib/one.ts'])
  })

  test('finds another file mode', () => {
    const root = repository()
    chmodSync(join(root, 'packages/shared/starter/lib/client.ts'), 0o755)
    expect(differences(root)).toEqual([
      'mode examples/one/lib/client.ts',
      'mode examples/two/lib/client.ts',
    ])
  })

  test('finds a symlink where a file has to be', () => {
    const root = repository()
    rmSync(join(root, 'examples/one/lib/client.ts'))
    symlinkSync(
      '../../../packages/shared/starter/lib/client.ts',
      join(root, 'examples/one/lib/client.ts'),
    )
    expect(differences(root)).toEqual(['changed examples/one/lib/client.ts'])
  })

  test('does not look at what git ignores', () => {
    const root = repository()
    write(root, '.gitignore', '.next/\n')
    write(root, 'examples/two/.next/build.js', 'built')
    expect(differences(root)).toEqual([])
  })
})

describe('the command', () => {
  test('fixes everything that the check finds', () => {
    const root = repository()
    write(root, 'packages/shared/starter/todos/list.ts', 'list', 0o755)
    write(root, 'examples/one/lib/old/extra.ts', 'extra')
    write(root, 'examples/two/lib/client.ts', 'client, edited')
    write(root, 'examples/two/todos', 'a file where a folder has to be')
    fix(root, findDifferences(root, manifest))
    expect(differences(root)).toEqual([])
    expect(statSync(join(root, 'examples/two/todos/list.ts')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(root, 'examples/one/lib/old'))).toBe(false)
  })

  test('writes beside a symlink, not through it', () => {
    const root = repository()
    const copy = join(root, 'examples/one/lib/client.ts')
    rmSync(copy)
    symlinkSync(join(root, 'LICENSE'), copy)
    write(root, 'LICENSE', 'licence')
    fix(root, findDifferences(root, manifest))
    expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toBe('licence')
    expect(readFileSync(copy, 'utf8')).toBe('client')
  })

  test("leaves a provider's own files alone", () => {
    const root = repository()
    write(root, 'examples/one/auth/session.ts', 'one signs in differently')
    fix(root, findDifferences(root, manifest))
    expect(readFileSync(join(root, 'examples/one/auth/session.ts'), 'utf8')).toContain(
      'differently',
    )
    expect(readFileSync(join(root, 'examples/two/auth/session.ts'), 'utf8')).toBe('two signs in')
  })
})
