import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles, statOf } from '../files.ts'
import { listExamples } from '../repository.ts'
import { expectedFiles, filesIn, isOwn } from './expected.ts'
import type { Manifest } from './manifest.ts'

/** One file that is not as its source says; `path` and `source` are relative to the root. */
export type Difference =
  | {
      readonly kind: 'missing' | 'changed' | 'mode'
      readonly path: string
      readonly source: string
    }
  | { readonly kind: 'stray'; readonly path: string }

/** Everything in which the examples differ from what the manifest says, in the order of the paths. */
export function findDifferences(root: string, manifest: Manifest): Difference[] {
  const files = listFiles(root)
  return listExamples(root)
    .flatMap((example) => [
      ...findUnlike(root, files, manifest, example),
      ...findStrays(files, manifest, example),
    ])
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function findUnlike(
  root: string,
  files: readonly string[],
  manifest: Manifest,
  example: string,
): Difference[] {
  return [...expectedFiles(files, manifest, example)].flatMap(([inside, source]) => {
    const path = `examples/${example}/${inside}`
    const kind = path === source ? undefined : compare(join(root, source), join(root, path))
    return kind === undefined ? [] : [{ kind, path, source }]
  })
}

function findStrays(files: readonly string[], manifest: Manifest, example: string): Difference[] {
  const expected = expectedFiles(files, manifest, example)
  return filesIn(files, `examples/${example}`)
    .filter((inside) => !expected.has(inside))
    .filter((inside) => !isOwn(manifest, example, inside) || isFolder(expected, inside))
    .map((inside) => ({ kind: 'stray', path: `examples/${example}/${inside}` }))
}

/** True if a file is expected below `path`, where only a folder may be. */
function isFolder(expected: ReadonlyMap<string, string>, path: string): boolean {
  return [...expected.keys()].some((file) => file.startsWith(`${path}/`))
}

function compare(source: string, target: string): 'missing' | 'changed' | 'mode' | undefined {
  const stats = statOf(target)
  if (stats === undefined) return 'missing'
  if (!stats.isFile() || !readFileSync(source).equals(readFileSync(target))) return 'changed'
  return isExecutable(source) === isExecutable(target) ? undefined : 'mode'
}

/** The one bit of a file's mode that git keeps. */
export function isExecutable(path: string): boolean {
  return ((statOf(path)?.mode ?? 0) & 0o100) !== 0
}
