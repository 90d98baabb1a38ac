import { expect, test } from 'vitest'
import { findStale } from '../src/check/lockfiles.ts'
import { type KnownPackages, lockOf, readKnownPackages } from '../src/locks/lockfiles.ts'
import { findInexact, findUnlistedBuilds, missingFromPnpmLock } from '../src/locks/problems.ts'
import { withoutResolved, writePackageLock } from '../src/locks/write.ts'
import { listFiles, packageJsonSchema, read } from '../src/repository.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const asked = { name: 'one', version: '1.0.0', dependencies: { linter: '2.0.0' } }
const binaries = { 'linter-linux': '2.0.0', 'linter-mac': '2.0.0' }
const locked = {
  packages: {
    '': asked,
    'node_modules/linter': { version: '2.0.0', optionalDependencies: binaries },
    'node_modules/linter-linux': { version: '2.0.0', hasInstallScript: true },
    'node_modules/linter/node_modules/linter-mac': { version: '2.0.0' },
  },
}
const packageJson = 'examples/one/package.json'
const member = (fields: object) => packageJsonSchema.parse({ name: 'one', ...fields })

test.each([
  ['is missing', asked, undefined],
  [': its dependencies differ', { ...asked, dependencies: { linter: '2.0.1' } }, locked],
  [': its engines differ from package.json', { ...asked, engines: { node: '>=22' } }, locked],
  ['it says where packages were downloaded', asked, { ...locked, more: { resolved: 'a' } }],
  [
    ': node_modules/linter needs linter-mac, which is not locked',
    asked,
    { packages: { ...locked.packages, 'node_modules/linter/node_modules/linter-mac': undefined } },
  ],
])('npm’s lockfile %s', (fault, manifest, lock) => {
  const root = temporaryRepository({
    [packageJson]: manifest,
    ...(lock && { [lockOf('one')]: lock }),
  })
  expect(findStale(root, 'one')).toContainEqual(expect.stringContaining(fault))
})

test('npm’s lockfile is up to date when only a script is another one', () => {
  const manifest = { ...asked, scripts: { dev: 'next dev' } }
  const root = temporaryRepository({ [packageJson]: manifest, [lockOf('one')]: locked })
  expect(findStale(root, 'one')).toEqual([])
})

const snapshot = { dependencies: {}, optionalDependencies: {}, optional: true }
const linter = { ...snapshot, optionalDependencies: binaries, optional: false }
const pnpmLock = {
  importers: {},
  snapshots: {
    'linter@2.0.0(peer@1.0.0)': linter,
    'linter-linux@2.0.0': snapshot,
    'linter-mac@2.0.0': snapshot,
  },
}
const known: KnownPackages = new Map([
  ['linter@2.0.0', { optionalDependencies: Object.keys(binaries), hasInstallScript: false }],
  ['linter-linux@2.0.0', { optionalDependencies: [], hasInstallScript: true }],
])

test('pnpm’s lockfile lacks a binary, or has a script that nothing allows', () => {
  expect(missingFromPnpmLock(pnpmLock, known)).toEqual([])
  const dropped = { ...linter, optionalDependencies: { 'linter-linux': '2.0.0' } }
  const without = { ...pnpmLock, snapshots: { 'linter@2.0.0': dropped } }
  expect(missingFromPnpmLock(without, known)).toEqual([
    'linter@2.0.0 needs linter-mac, which is not locked',
  ])
  expect(missingFromPnpmLock(pnpmLock, new Map())).toEqual([
    'linter@2.0.0 is not installed: pnpm install',
  ])
  const builds = (allowed: Readonly<Record<string, boolean>>) =>
    findUnlistedBuilds(pnpmLock, known, allowed)
  // That of another platform is judged by its sibling.
  expect(builds({})).toEqual(['linter-linux', 'linter-mac'])
  expect(builds({ 'linter-linux': false, 'linter-mac': false })).toEqual([])
})

test('what pnpm has installed is known', () => {
  const folder = 'node_modules/.pnpm/@a+linter@2.0.0_peer@1.0.0/node_modules/@a/linter'
  const fields = { optionalDependencies: binaries, scripts: { postinstall: 'node install.js' } }
  const root = temporaryRepository({ [`${folder}/package.json`]: fields })
  expect([...readKnownPackages(root)]).toEqual([
    ['@a/linter@2.0.0', { optionalDependencies: Object.keys(binaries), hasInstallScript: true }],
  ])
})

test.each(['^1.0.0', '~1.0.0', '1.x', 'latest', '*', 'catalog:', 'file:../a', 'workspace:*'])(
  'a dependency is not pinned by %s',
  (version) => {
    const members = { 'examples/two': member({ devDependencies: { a: version } }) }
    expect(findInexact(members)).toEqual([`examples/two asks for a ${version}: pin one version`])
  },
)

test('a dependency is pinned by one version, the same everywhere', () => {
  const two = member({ dependencies: { a: '1.2.3-beta.17', c: 'workspace:*' } })
  const three = member({ dependencies: { a: '1.2.4' } })
  expect(findInexact({ 'packages/two': two })).toEqual([])
  expect(findInexact({ 'packages/two': two, 'packages/three': three })).toEqual([
    'packages/three asks for a 1.2.4, packages/two for 1.2.3-beta.17: agree on one',
  ])
})

test('the local services alone may have another version of WorkOS’s SDK', () => {
  const at = (version: string) => member({ dependencies: { '@workos-inc/node': version } })
  const example = { 'examples/workos': at('10.14.0') }
  expect(findInexact({ ...example, 'packages/local': at('11.0.0') })).toEqual([])
  expect(findInexact({ 'packages/local': at('11.0.0'), ...example })).toEqual([])
  expect(findInexact({ ...example, 'packages/e2e': at('11.0.0') })).toHaveLength(1)
  expect(findInexact({ ...example, 'packages/local': at('^11.0.0') })).toHaveLength(1)
})

// Without dependencies npm asks no registry.
test('npm writes a lockfile outside of the workspace and leaves nothing else behind', () => {
  const root = temporaryRepository({
    'package.json': { name: 'root', workspaces: ['examples/*'] },
    [packageJson]: { name: 'one', version: '1.0.0' },
  })
  writePackageLock(root, 'one')
  expect(findStale(root, 'one')).toEqual([])
  expect(listFiles(root)).toEqual([lockOf('one'), packageJson, 'package.json'])
  write(root, packageJson, { name: 'one', version: '2.0.0' })
  expect(findStale(root, 'one')).not.toEqual([])
  writePackageLock(root, 'one')
  expect(JSON.parse(read(root, lockOf('one')))).toMatchObject({ version: '2.0.0' })
  const entry = { a: { version: '2.0.0', integrity: 'sha512-x' } }
  const text = JSON.stringify({ a: { ...entry.a, resolved: 'somewhere' } })
  expect(JSON.parse(withoutResolved(text))).toEqual(entry)
})
