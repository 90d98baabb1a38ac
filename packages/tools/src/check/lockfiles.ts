import { parse } from 'yaml'
import { z } from 'zod'
import { lockOf, readKnownPackages, readPackageLock, readPnpmLock } from '../locks/lockfiles.ts'
import {
  findInexact,
  findUnlikeRootEntry,
  findUnlistedBuilds,
  type Members,
  missingFromPackageLock,
  missingFromPnpmLock,
} from '../locks/problems.ts'
import { writePackageLock } from '../locks/write.ts'
import { listExamples, listMembers, read, readIfThere, readPackageJson } from '../repository.ts'
import type { Rule } from './rule.ts'

/** npm's lockfile in each example. */
export const exampleLocks: Rule = {
  name: "examples' lockfiles",
  check: (root) => listExamples(root).flatMap((example) => findStale(root, example)),
  fix(root) {
    for (const example of listExamples(root)) {
      if (findStale(root, example).length > 0) writePackageLock(root, example)
    }
  },
}

/** Why the example's lockfile has to be made anew; empty if it does not. */
export function findStale(root: string, example: string): string[] {
  const lock = readPackageLock(root, example)
  if (!lock) return [`${lockOf(example)} is missing`]
  const manifest = readPackageJson(root, `examples/${example}`)
  const resolved = readIfThere(root, lockOf(example))?.includes('"resolved":') === true
  return [
    ...findUnlikeRootEntry(manifest, lock),
    ...(resolved ? ['it says where packages were downloaded'] : []),
    ...missingFromPackageLock(lock),
  ].map((fault) => `${lockOf(example)}: ${fault}`)
}

/** pnpm's lockfile, and what every package.json asks for. */
export const workspaceLock: Rule = {
  name: 'dependencies and pnpm-lock.yaml',
  check(root) {
    const members: Members = Object.fromEntries(
      listMembers(root).map((folder) => [folder, readPackageJson(root, folder)]),
    )
    const [lock, known] = [readPnpmLock(root), readKnownPackages(root)]
    const { allowBuilds } = z
      .object({ allowBuilds: z.record(z.string(), z.boolean()) })
      .parse(parse(read(root, 'pnpm-workspace.yaml')))
    return [
      ...findInexact(members),
      ...missingFromPnpmLock(lock, known),
      ...findUnlistedBuilds(lock, known, allowBuilds).map(
        (name) => `pnpm-workspace.yaml: allowBuilds says nothing about ${name}`,
      ),
    ]
  },
}
