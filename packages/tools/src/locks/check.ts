import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listMembers, readPackageJson } from '../package-json.ts'
import { listExamples } from '../repository.ts'
import {
  findDisagreements,
  findInexact,
  findUnlikePackageLock,
  findUnlikePnpmLock,
  type Members,
} from './direct.ts'
import { exceptions } from './exceptions.ts'
import { findRegistryHosts } from './hosts.ts'
import { type KnownPackages, knownFromInstalled, knownFromPackageLock } from './known-packages.ts'
import { missingFromPackageLock, missingFromPnpmLock } from './optional.ts'
import { readPackageLock } from './package-lock.ts'
import { readPnpmLock } from './pnpm-lock.ts'
import { findUnlikeRootEntry } from './root-entry.ts'

/** Where an example's lockfile is, relative to the root. */
export const lockOf = (example: string) => `examples/${example}/package-lock.json`

/** Why `pnpm sync` has to make the example's lockfile anew; empty if it does not. */
export function findStale(root: string, example: string): string[] {
  const path = lockOf(example)
  if (!existsSync(join(root, path))) return prefix(path, ['is missing'])
  const text = readFileSync(join(root, path), 'utf8')
  const lock = readPackageLock(join(root, path))
  const manifest = readPackageJson(root, `examples/${example}`)
  return prefix(path, [
    ...findUnlikeRootEntry(manifest, lock).map((field) => `has another ${field} than package.json`),
    ...(text.includes('"resolved":') ? ['says where packages were downloaded'] : []),
    ...missingFromPackageLock(lock, exceptions),
  ])
}

/** What is wrong with the dependencies and the lockfiles and takes a decision to fix. */
export function findLockProblems(root: string): string[] {
  const members: Members = Object.fromEntries(
    listMembers(root).map((folder) => [folder, readPackageJson(root, folder)]),
  )
  const pnpmLock = readPnpmLock(root)
  return [
    ...findInexact(members),
    ...findDisagreements(members),
    ...prefix('pnpm-lock.yaml', [
      ...findUnlikePnpmLock(members, pnpmLock),
      ...missingFromPnpmLock(pnpmLock, readKnownPackages(root), exceptions),
      ...findRegistryHosts(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')),
    ]),
    ...lockedExamples(root).flatMap((example) => checkPackageLock(root, example)),
  ]
}

/** All that is known about the packages of the lockfiles, here and on other platforms. */
export function readKnownPackages(root: string): KnownPackages {
  const locks = lockedExamples(root).map((example) => readPackageLock(join(root, lockOf(example))))
  return new Map([
    ...locks.flatMap((lock) => [...knownFromPackageLock(lock)]),
    ...knownFromInstalled(root),
  ])
}

function checkPackageLock(root: string, example: string): string[] {
  const path = lockOf(example)
  const lock = readPackageLock(join(root, path))
  return prefix(path, [
    ...findUnlikePackageLock(readPackageJson(root, `examples/${example}`), lock),
    ...findRegistryHosts(readFileSync(join(root, path), 'utf8')),
  ])
}

function lockedExamples(root: string): string[] {
  return listExamples(root).filter((example) => existsSync(join(root, lockOf(example))))
}

function prefix(path: string, problems: readonly string[]): string[] {
  return problems.map((problem) => `${path}: ${problem}`)
}
