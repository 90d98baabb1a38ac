import { filesIn } from '../repository.ts'
import type { Manifest } from './manifest.ts'

/** True if `path` is one of `entries`, or lies below one that ends in `/`. */
export function covers(entries: readonly string[], path: string): boolean {
  return entries.some((entry) => (entry.endsWith('/') ? path.startsWith(entry) : path === entry))
}

/** True if `path` (inside the example) may be there without a source. */
export function isOwn(manifest: Manifest, example: string, path: string): boolean {
  const own = [...(manifest.ownFiles['*'] ?? []), ...(manifest.ownFiles[example] ?? [])]
  return covers(own, path) || !covers(manifest.copiedFolders, path)
}

/** The files that have a source: path inside an example → path of the source. */
function sourcesOf(files: readonly string[], { sources }: Manifest): [string, string][] {
  return sources.flatMap(({ from, to }) =>
    filesIn(files, from).map((path): [string, string] => [
      to === '' ? path : `${to}/${path}`,
      `${from}/${path}`,
    ]),
  )
}

/** Those of them that `example` has. `files` are the repository's. */
export function expectedFiles(
  files: readonly string[],
  manifest: Manifest,
  example: string,
): ReadonlyMap<string, string> {
  const leftOut = (manifest.leftOut[example] ?? []).map(({ path }) => path)
  return new Map(sourcesOf(files, manifest).filter(([inside]) => !covers(leftOut, inside)))
}

/** Entries of the manifest that match no file, and names in it that are not an example's. */
export function findDeadEntries(
  files: readonly string[],
  manifest: Manifest,
  examples: readonly string[],
): string[] {
  const { sources, copiedFolders, ownFiles, leftOut } = manifest
  const copies = sourcesOf(files, manifest).map(([inside]) => inside)
  const isCopied = (entry: string) => copies.some((path) => covers([entry], path))
  const isIn = (example: string, entry: string) =>
    filesIn(files, `examples/${example}`).some((path) => covers([entry], path))
  const dead = [
    ...sources.map(({ from }) => from).filter((from) => filesIn(files, from).length === 0),
    ...[...Object.keys(ownFiles), ...Object.keys(leftOut)].filter(
      (name) => name !== '*' && !examples.includes(name),
    ),
    ...copiedFolders.filter((entry) => !isCopied(entry)),
    ...Object.entries(ownFiles).flatMap(([name, entries]) => {
      const owners = name === '*' ? examples : [name]
      return entries.filter((entry) => !owners.some((example) => isIn(example, entry)))
    }),
    ...Object.values(leftOut).flatMap((all) =>
      all.map(({ path }) => path).filter((path) => !isCopied(path)),
    ),
  ]
  return dead.map((entry) => `packages/tools/src/sync/manifest.ts: ${entry} matches nothing`)
}
