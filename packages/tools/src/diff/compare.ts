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

/** What changes when one provider takes the place of another. */
export interface Comparison {
  /** The two examples. */
  readonly names: readonly [string, string]
  /** In the order of their paths. */
  readonly differing: readonly DifferingFile[]
  /** How many files are the same in both. */
  readonly same: number
}

/** Compares two examples as they are in the working tree. What the manifest says that both have from
 * one source is not looked at: `pnpm sync --check` does that. */
export function compareExamples(
  root: string,
  manifest: Manifest,
  names: readonly [string, string],
): Comparison {
  const files = listFiles(root)
  const side = (name: string): Side => ({
    inside: new Set(filesIn(files, `examples/${name}`).filter((path) => !covers(leftOut, path))),
    sources: expectedFiles(files, manifest, name),
    read: (path) => readFileSync(join(root, 'examples', name, path), 'utf8'),
  })
  const [one, other] = [side(names[0]), side(names[1])]

  const paths = [...new Set([...one.inside, ...other.inside])].sort()
  const isSame = (path: string) => {
    if (!one.inside.has(path) || !other.inside.has(path)) return false
    const source = one.sources.get(path)
    if (source !== undefined && source === other.sources.get(path)) return true
    return one.read(path) === other.read(path)
  }
  const differing = paths
    .filter((path) => !isSame(path))
    .map((path) => ({ path, lines: [linesOf(one, path), linesOf(other, path)] as const }))
  return { names, differing, same: paths.length - differing.length }
}

interface Side {
  readonly inside: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, string>
  readonly read: (path: string) => string
}

function linesOf({ inside, read }: Side, path: string): number | undefined {
  return inside.has(path) ? read(path).replace(/\n$/, '').split('\n').length : undefined
}

/** The files of a comparison by where they are: in both, only in the first, only in the second. */
export function grouped({ differing }: Comparison) {
  return {
    inBoth: differing.filter(({ lines: [one, other] }) => one !== undefined && other !== undefined),
    onlyInFirst: differing.filter(({ lines }) => lines[1] === undefined),
    onlyInSecond: differing.filter(({ lines }) => lines[0] === undefined),
  }
}
