import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFiles } from '../src/files.ts'
import { findStale, lockOf } from '../src/locks/check.ts'
import { writePackageLock } from '../src/locks/write.ts'
import { manifest, packageLock, without } from './locks.ts'
import { temporaryRepository, write } from './temporary-repository.ts'

const packageJson = 'examples/one/package.json'
const lock = lockOf('one')

describe("an example's lockfile is made anew", () => {
  test('when there is none', () => {
    const root = temporaryRepository({ [packageJson]: manifest })
    expect(findStale(root, 'one')).toEqual([`${lock}: is missing`])
  })

  test('when the dependencies are others', () => {
    const changed = { ...manifest, dependencies: { linter: '2.0.1' } }
    const root = temporaryRepository({ [packageJson]: changed, [lock]: packageLock })
    expect(findStale(root, 'one')).toEqual([`${lock}: has another dependencies than package.json`])
  })

  test('when it says where packages were downloaded', () => {
    const text = JSON.stringify({ ...packageLock, more: { resolved: 'somewhere' } })
    const root = temporaryRepository({ [packageJson]: manifest, [lock]: text })
    expect(findStale(root, 'one')).toEqual([`${lock}: says where packages were downloaded`])
  })

  test("when a platform's binary is missing", () => {
    const text = without(packageLock, 'packages', 'node_modules/linter-linux')
    const root = temporaryRepository({ [packageJson]: manifest, [lock]: text })
    expect(findStale(root, 'one')).toEqual([
      `${lock}: node_modules/linter needs linter-linux, which is not locked`,
    ])
  })

  test('and not when only a script is another one', () => {
    const changed = { ...manifest, scripts: { dev: 'next dev' } }
    const root = temporaryRepository({ [packageJson]: changed, [lock]: packageLock })
    expect(findStale(root, 'one')).toEqual([])
  })
})

// Without dependencies npm asks no registry.
test('npm makes it outside of the workspace and nothing else is left in the example', () => {
  const root = temporaryRepository({
    'package.json': { name: 'root', workspaces: ['examples/*'] },
    [packageJson]: { name: 'one', version: '1.0.0' },
  })
  writePackageLock(root, 'one')
  expect(JSON.parse(readFileSync(join(root, lock), 'utf8'))).toMatchObject({
    lockfileVersion: 3,
    packages: { '': { name: 'one', version: '1.0.0' } },
  })
  expect(findStale(root, 'one')).toEqual([])
  expect(listFiles(join(root, 'examples'))).toEqual(['one/package-lock.json', 'one/package.json'])

  write(root, packageJson, { name: 'one', version: '2.0.0' })
  writePackageLock(root, 'one')
  expect(findStale(root, 'one')).toEqual([])
})
