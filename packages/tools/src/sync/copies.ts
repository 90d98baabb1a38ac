import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { filesIn, listExamples, listFiles, statOf } from '../repository.ts'
import { expectedFiles, isOwn } from './expected.ts'
import { type Manifest, manifest as ours } from './manifest.ts'

/** One file that is not as its source says; a stray has no source. Paths are relative to the root. */
export interface Difference {
  readonly path: string
  readonly source?: string
  /** What is wrong, in one sentence. */
  readonly says: string
}

/** Everything in which the examples differ from what the manifest says, in the order of the paths. */
export function findDifferences(root: string, manifest: Manifest = ours): Difference[] {
  const files = listFiles(root)
  return listExamples(root)
    .flatMap((example) => {
      const folder = `examples/${example}`
      const expected = expectedFiles(files, manifest, example)
      const unlike = [...expected].flatMap(([inside, source]) => {
        const path = `${folder}/${inside}`
        const says = compare(join(root, source), join(root, path), source)
        return says === undefined ? [] : [{ path, source, says: `${path} ${says}` }]
      })
      // A file where a folder of copies has to be is in the way.
      const blocks = (path: string) =>
        [...expected.keys()].some((file) => file.startsWith(`${path}/`))
      const strays = filesIn(files, folder)
        .filter((inside) => !expected.has(inside))
        .filter((inside) => !isOwn(manifest, example, inside) || blocks(inside))
        .map((inside) => `${folder}/${inside}`)
      const stray = 'has no source, and the manifest does not name it'
      return [...unlike, ...strays.map((path) => ({ path, says: `${path} ${stray}` }))]
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function compare(source: string, target: string, name: string): string | undefined {
  const stats = statOf(target)
  if (stats === undefined) return `is missing: copy ${name}`
  if (!stats.isFile() || !readFileSync(source).equals(readFileSync(target))) {
    return `differs from ${name}`
  }
  return isExecutable(source) === isExecutable(target)
    ? undefined
    : `has another file mode than ${name}`
}

/** The one bit of a file's mode that git keeps. */
function isExecutable(path: string): boolean {
  return ((statOf(path)?.mode ?? 0) & 0o100) !== 0
}

/** Copies every file that differs from its source, and removes the strays. */
export function fixCopies(root: string, manifest: Manifest = ours): void {
  const differences = findDifferences(root, manifest)
  // Strays first: one may be a file where a folder has to be, or the other way round.
  for (const { path, source } of differences) if (source === undefined) remove(root, path)
  for (const { path, source } of differences) {
    if (source !== undefined) copy(join(root, source), join(root, path))
  }
}

function copy(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  // Removed first, so that nothing is written through a symlink.
  rmSync(target, { recursive: true, force: true })
  writeFileSync(target, readFileSync(source))
  chmodSync(target, isExecutable(source) ? 0o755 : 0o644)
}

function remove(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return
    rmdirSync(join(root, folder))
  }
}
