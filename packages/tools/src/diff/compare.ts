import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../files.ts'
import { covers, expectedFiles, filesIn } from '../sync/expected.ts'
import type { Manifest } from '../sync/manifest.ts'

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
  manifest: Manifest,
  names: readonly [string, string],
): Comparison {
  const [one, other] = [
    readExample(root, manifest, names[0]),
    readExample(root, manifest, names[1]),
  ]
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort()
  const differing = paths
    .filter((path) => one.get(path) !== other.get(path))
    .map((path) => ({ path, lines: [linesOf(one, path), linesOf(other, path)] as const }))
  return { names, differing, same: paths.length - differing.length }
}

/**
 * The text of each file of an example, by its path inside the example. A file that the manifest takes
 * from elsewhere has the text of its source: `pnpm sync --check` compares the copies.
 */
export function readExample(
  root: string,
  manifest: Manifest,
  name: string,
): ReadonlyMap<string, string> {
  const files = listFiles(root)
  const sources = expectedFiles(files, manifest, name)
  const paths = filesIn(files, `examples/${name}`).filter((path) => !covers(leftOut, path))
  return new Map(
    paths.map((path) => {
      const source = sources.get(path) ?? join('examples', name, path)
      return [path, readFileSync(join(root, source), 'utf8')]
    }),
  )
}

function linesOf(example: ReadonlyMap<string, string>, path: string): number | undefined {
  return example.get(path)?.replace(/\n$/, '').split('\n').length
}

/** The files of a comparison by where they are: in both, only in the first, only in the second. */
export function grouped({ differing }: Comparison) {
  return {
    inBoth: differing.filter(({ lines: [one, other] }) => one !== undefined && other !== undefined),
    onlyInFirst: differing.filter(({ lines }) => lines[1] === undefined),
    onlyInSecond: differing.filter(({ lines }) => lines[0] === undefined),
  }
}
