import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findDifferences } from '../src/sync/differences.ts'
import { fix } from '../src/sync/fix.ts'
import type { Manifest } from '../src/sync/manifest.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const manifest: Manifest = {
  mirrors: [
    { from: 'packages/shared/src', to: 'shared' },
    { from: 'sql/migrations', to: 'migrations' },
  ],
  reference: 'one',
  providerFiles: ['package.json', 'lib/auth.ts'],
  ownFiles: { one: ['app/callback/'], two: ['app/page.tsx'] },
  leftOut: { two: [{ path: 'shared/token.ts', why: 'two signs nothing' }] },
}

/** Two examples that are as the manifest says. */
function repository(): string {
  return temporaryRepository({
    'packages/shared/src/client.ts': 'client',
    'packages/shared/src/token.ts': 'token',
    'sql/migrations/1_first.sql': 'select 1',
    'examples/one/package.json': { name: 'one' },
    'examples/one/lib/auth.ts': 'one signs in',
    'examples/one/app/page.tsx': 'page',
    'examples/one/app/layout.tsx': 'layout',
    'examples/one/app/callback/route.ts': 'callback',
    'examples/one/shared/client.ts': 'client',
    'examples/one/shared/token.ts': 'token',
    'examples/one/migrations/1_first.sql': 'select 1',
    'examples/two/package.json': { name: 'two' },
    'examples/two/lib/auth.ts': 'two signs in',
    'examples/two/app/page.tsx': 'a page of its own',
    'examples/two/app/layout.tsx': 'layout',
    'examples/two/shared/client.ts': 'client',
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
    write(root, 'examples/two/shared/client.ts', 'client, edited')
    expect(differences(root)).toEqual(['changed examples/two/shared/client.ts'])
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

  test('finds what a new file of the reference lacks in the others', () => {
    const root = repository()
    write(root, 'examples/one/app/error.tsx', 'error')
    expect(differences(root)).toEqual(['missing examples/two/app/error.tsx'])
  })

  test('finds a missing copy', () => {
    const root = repository()
    rmSync(join(root, 'examples/one/shared/client.ts'))
    expect(differences(root)).toEqual(['missing examples/one/shared/client.ts'])
  })

  test('finds a stray, in a mirrored folder and beside it', () => {
    const root = repository()
    write(root, 'examples/one/shared/extra.ts', 'extra')
    write(root, 'examples/two/app/extra.tsx', 'extra')
    expect(differences(root)).toEqual([
      'stray examples/one/shared/extra.ts',
      'stray examples/two/app/extra.tsx',
    ])
  })

  test('takes a file that the example leaves out for a stray', () => {
    const root = repository()
    write(root, 'examples/two/shared/token.ts', 'token')
    expect(differences(root)).toEqual(['stray examples/two/shared/token.ts'])
  })

  test('takes a file of one provider for a stray in the example of another', () => {
    const root = repository()
    write(root, 'examples/two/app/callback/route.ts', 'callback')
    expect(differences(root)).toEqual(['stray examples/two/app/callback/route.ts'])
  })

  test('finds another file mode', () => {
    const root = repository()
    chmodSync(join(root, 'packages/shared/src/client.ts'), 0o755)
    expect(differences(root)).toEqual([
      'mode examples/one/shared/client.ts',
      'mode examples/two/shared/client.ts',
    ])
  })

  test('finds a symlink where a file has to be', () => {
    const root = repository()
    rmSync(join(root, 'examples/one/shared/client.ts'))
    symlinkSync(
      '../../../packages/shared/src/client.ts',
      join(root, 'examples/one/shared/client.ts'),
    )
    expect(differences(root)).toEqual(['changed examples/one/shared/client.ts'])
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
    write(root, 'packages/shared/src/todos/list.ts', 'list', 0o755)
    write(root, 'examples/one/shared/old/extra.ts', 'extra')
    write(root, 'examples/two/shared/client.ts', 'client, edited')
    write(root, 'examples/two/shared/todos', 'a file where a folder has to be')
    fix(root, findDifferences(root, manifest))
    expect(differences(root)).toEqual([])
    expect(statSync(join(root, 'examples/two/shared/todos/list.ts')).mode & 0o777).toBe(0o755)
    expect(existsSync(join(root, 'examples/one/shared/old'))).toBe(false)
  })

  test('writes beside a symlink, not through it', () => {
    const root = repository()
    const copy = join(root, 'examples/one/shared/client.ts')
    rmSync(copy)
    symlinkSync(join(root, 'LICENSE'), copy)
    write(root, 'LICENSE', 'licence')
    fix(root, findDifferences(root, manifest))
    expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toBe('licence')
    expect(readFileSync(copy, 'utf8')).toBe('client')
  })

  test("leaves a provider's own files alone", () => {
    const root = repository()
    write(root, 'examples/one/lib/auth.ts', 'one signs in differently')
    fix(root, findDifferences(root, manifest))
    expect(readFileSync(join(root, 'examples/one/lib/auth.ts'), 'utf8')).toContain('differently')
    expect(readFileSync(join(root, 'examples/two/lib/auth.ts'), 'utf8')).toBe('two signs in')
  })
})
