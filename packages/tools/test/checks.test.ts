import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findUnlistedBuilds } from '../src/checks/builds.ts'
import { findEscapes } from '../src/checks/escapes.ts'
import { listFiles } from '../src/files.ts'
import { findDeadEntries } from '../src/sync/dead-entries.ts'
import type { Manifest } from '../src/sync/manifest.ts'
import { temporaryRepository } from './temporary-repository.ts'

describe('an example reaches outside its folder', () => {
  const escapes = (files: Readonly<Record<string, unknown>>) => {
    const root = temporaryRepository(files)
    return findEscapes(root, listFiles(root))
  }

  test.each([
    ['app/page.tsx', "import { list } from '../../shared/list'"],
    ['app/page.tsx', "const page = await import('../../../packages/shared/starter/lib/page.ts')"],
    ['app/styles.css', "@import url('../../shared.css');"],
    ['tsconfig.json', '{ "extends": "../../tsconfig.base.json" }'],
    ['lib/client.ts', "import { client } from '@insforge-auth-starters/shared'"],
    ['lib/client.ts', "readFileSync('packages/shared/starter/lib/client.ts')"],
    ['package.json', '{ "dependencies": { "zod": "catalog:" } }'],
    ['package.json', '{ "dependencies": { "shared": "workspace:*" } }'],
    ['package.json', '{ "dependencies": { "shared": "file:./vendor" } }'],
    ['pnpm-workspace.yaml', 'packages: []'],
  ])('by what stands in %s: %s', (path, content) => {
    expect(escapes({ [path]: content })).toHaveLength(1)
  })

  test('by a symlink', () => {
    const root = temporaryRepository({ 'app/page.tsx': '' })
    symlinkSync('../../packages/shared/starter', join(root, 'shared'))
    expect(findEscapes(root, listFiles(root))).toEqual(['shared: is a symlink'])
  })

  test('and does not by a path within, or by prose', () => {
    expect(
      escapes({
        'app/todos/page.tsx': "import { env } from '../../lib/env'\nimport './page.css'",
        'README.md': 'See [the rest](../../README.md)',
      }),
    ).toEqual([])
  })
})

describe('an install script', () => {
  const member = {
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {
      'db-linux': { specifier: '1.0.0', version: '1.0.0' },
      'db-mac': { specifier: '1.0.0', version: '1.0.0' },
    },
  }
  const snapshot = { dependencies: {}, optionalDependencies: {}, optional: true }
  const lock = {
    importers: { 'packages/local': member },
    snapshots: { 'db-linux@1.0.0': snapshot, 'db-mac@1.0.0': snapshot, 'quiet@1.0.0': snapshot },
  }
  const known = new Map([
    ['db-linux@1.0.0', { optionalDependencies: [], hasInstallScript: true }],
    ['quiet@1.0.0', { optionalDependencies: [], hasInstallScript: false }],
  ])

  test('has to be listed, and that of the same package for another platform', () => {
    expect(findUnlistedBuilds(lock, known, {})).toEqual(['db-linux', 'db-mac'])
    expect(findUnlistedBuilds(lock, known, { 'db-linux': false })).toEqual(['db-mac'])
    expect(findUnlistedBuilds(lock, known, { 'db-linux': false, 'db-mac': true })).toEqual([])
  })
})

test('an entry of the manifest that stands for nothing is found', () => {
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
  expect(findDeadEntries(files, manifest, ['one'])).toEqual([
    'sql/gone',
    'three',
    'gone/',
    'lib/own.ts',
    'lib/token.ts',
  ])
})
