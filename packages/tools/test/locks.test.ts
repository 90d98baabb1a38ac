import { describe, expect, test } from 'vitest'
import {
  findDisagreements,
  findInexact,
  findUnlikePackageLock,
  findUnlikePnpmLock,
} from '../src/locks/direct.ts'
import { findRegistryHosts } from '../src/locks/hosts.ts'
import { knownFromInstalled, knownFromPackageLock } from '../src/locks/known-packages.ts'
import { missingFromPackageLock, missingFromPnpmLock } from '../src/locks/optional.ts'
import { findUnlikeRootEntry } from '../src/locks/root-entry.ts'
import { withoutResolved } from '../src/locks/write.ts'
import { packageJsonSchema } from '../src/package-json.ts'
import { manifest, packageLock, pnpmLock, without } from './locks.ts'
import { temporaryRepository } from './temporary-repository.ts'

const known = knownFromPackageLock(packageLock)
const exceptions = [{ name: 'linter-mac', why: 'no registry has it' }]

describe("a platform's optional binary", () => {
  test('is found in complete lockfiles, nested or not', () => {
    expect(missingFromPackageLock(packageLock, [])).toEqual([])
    expect(missingFromPnpmLock(pnpmLock, known, [])).toEqual([])
  })

  test("is missed when npm's lockfile has dropped it", () => {
    const lock = without(packageLock, 'packages', 'node_modules/linter/node_modules/linter-mac')
    expect(missingFromPackageLock(lock, [])).toEqual([
      'node_modules/linter needs linter-mac, which is not locked',
    ])
    expect(missingFromPackageLock(lock, exceptions)).toEqual([])
  })

  test("is missed when pnpm's lockfile has dropped it", () => {
    const path = ['snapshots', 'linter@2.0.0(peer@1.0.0)', 'optionalDependencies', 'linter-mac']
    const lock = without(pnpmLock, ...path)
    expect(missingFromPnpmLock(lock, known, [])).toEqual([
      'linter@2.0.0 needs linter-mac, which is not locked',
    ])
    expect(missingFromPnpmLock(lock, known, exceptions)).toEqual([])
  })

  test('is not taken for present where nothing is known about the package', () => {
    expect(missingFromPnpmLock(pnpmLock, new Map(), [])).toEqual([
      'linter@2.0.0 is not installed: pnpm install',
    ])
  })

  test('is known from what pnpm has installed', () => {
    const root = temporaryRepository({
      'node_modules/.pnpm/@a+linter@2.0.0_peer@1.0.0/node_modules/@a/linter/package.json': {
        optionalDependencies: { 'linter-mac': '2.0.0' },
        scripts: { postinstall: 'node install.js' },
      },
    })
    expect([...knownFromInstalled(root)]).toEqual([
      ['@a/linter@2.0.0', { optionalDependencies: ['linter-mac'], hasInstallScript: true }],
    ])
  })
})

describe("a lockfile's own entry for the example", () => {
  test('says what package.json says', () => {
    expect(findUnlikeRootEntry(manifest, packageLock)).toEqual([])
  })

  test('is stale after a change of dependencies or engines', () => {
    const changed = { ...manifest, dependencies: { linter: '2.0.1' }, engines: { node: '>=22' } }
    expect(findUnlikeRootEntry(changed, packageLock)).toEqual(['dependencies', 'engines'])
  })
})

describe('a direct dependency', () => {
  const members = { 'examples/one': manifest }

  test('is locked by both package managers as it is asked for', () => {
    expect(findUnlikePackageLock(manifest, packageLock)).toEqual([])
    expect(findUnlikePnpmLock(members, pnpmLock)).toEqual([])
  })

  test('is found when a lockfile has another version', () => {
    const changed = { ...manifest, dependencies: { linter: '2.0.1' } }
    expect(findUnlikePackageLock(changed, packageLock)).toEqual(['linter 2.0.1 is locked as 2.0.0'])
    expect(findUnlikePnpmLock({ 'examples/one': changed }, pnpmLock)).toEqual([
      'examples/one: linter 2.0.1 is locked as 2.0.0',
    ])
  })

  test.each(['^1.0.0', '~1.0.0', '1.x', 'latest', '*', 'catalog:', 'file:../a', 'workspace:*'])(
    'is not pinned by %s',
    (version) => {
      const member = packageJsonSchema.parse({ name: 'two', devDependencies: { a: version } })
      expect(findInexact({ 'examples/two': member })).toHaveLength(1)
    },
  )

  test('is pinned by one version, and between packages by the workspace', () => {
    const versions = { a: '1.2.3', b: '15.18.0-beta.17', c: 'workspace:*' }
    const member = packageJsonSchema.parse({ name: 'two', dependencies: versions })
    expect(findInexact({ 'packages/two': member })).toEqual([])
  })

  test('has one version in the whole repository', () => {
    const two = packageJsonSchema.parse({ name: 'two', devDependencies: { linter: '2.0.1' } })
    expect(findDisagreements({ ...members, 'packages/two': two })).toEqual([
      'packages/two asks for linter 2.0.1, examples/one for 2.0.0: agree on one',
    ])
  })
})

describe('the address of a registry', () => {
  // Put together here, so that the check of this repository does not find them.
  const host = ['registry', 'npmjs', 'org'].join('.')
  const tarball = ['https://packages.test/linter', '-', 'linter-2.0.0.tgz'].join('/')

  test.each([host, tarball, `https:${'//'}npm.company.test/`])('is found: %s', (address) => {
    expect(findRegistryHosts(`a line\n"x": "${address}"`)).toHaveLength(1)
  })

  test('is found when it is the one that this machine uses', () => {
    expect(findRegistryHosts('from mirror.test:4873', 'mirror.test:4873')).toHaveLength(1)
  })

  test('is not taken for one where it is something else', () => {
    const text = 'https://opencollective.com/linter registry.find(name) https://docs.npmjs.com'
    expect(findRegistryHosts(text)).toEqual([])
  })

  test('is stripped from a lockfile with everything else kept', () => {
    const entry = { version: '2.0.0', integrity: 'sha512-x' }
    const lock = { packages: { 'node_modules/linter': { ...entry, resolved: tarball } } }
    expect(JSON.parse(withoutResolved(JSON.stringify(lock)))).toEqual({
      packages: { 'node_modules/linter': entry },
    })
  })
})
