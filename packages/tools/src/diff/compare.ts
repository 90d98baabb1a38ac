import { join } from 'node:path'
import { filesIn, listFiles, read } from '../repository.ts'
import { covers, expectedFiles } from '../sync/expected.ts'
import { type Manifest, manifest as ours } from '../sync/manifest.ts'

/** What is not compared: both follow from something that is. */
export const leftOut: readonly string[] = ['package-lock.json', 'screenshots/']

/** A file that is not the same in two examples; the number of its lines in each that has it. */
export interface DifferingFile {
  /** Inside the example. */
  readonly path: string
  readonly lines: readonly [number | undefined, number | undefined]
}

/** What changes when one provider replaces another. */
export interface Comparison {
  /** The two examples. */
  readonly names: readonly [string, string]
  /** Sorted by path. */
  readonly differing: readonly DifferingFile[]
  /** How many files are the same in both. */
  readonly same: number
}

/** Compares two examples as they are in the working tree. */
export function compareExamples(
  root: string,
  names: readonly [string, string],
  manifest: Manifest = ours,
): Comparison {
  const [one, other] = [
    readExample(root, names[0], manifest),
    readExample(root, names[1], manifest),
  ] as const
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort()
  const linesOf = (text: string | undefined) => text?.replace(/\n$/, '').split('\n').length
  const differing = paths
    .filter((path) => one.get(path) !== other.get(path))
    .map((path) => ({ path, lines: [linesOf(one.get(path)), linesOf(other.get(path))] as const }))
  return { names, differing, same: paths.length - differing.length }
}

/**
 * The text of each file of an example, by its path inside the example. A file that the manifest takes
 * from elsewhere has the text of its source: `pnpm check` compares the copies.
 */
export function readExample(
  root: string,
  name: string,
  manifest: Manifest,
): ReadonlyMap<string, string> {
  const files = listFiles(root)
  const sources = expectedFiles(files, manifest, name)
  const paths = filesIn(files, `examples/${name}`).filter((path) => !covers(leftOut, path))
  const sourceOf = (path: string) => sources.get(path) ?? join('examples', name, path)
  return new Map(paths.map((path) => [path, read(root, sourceOf(path))]))
}
