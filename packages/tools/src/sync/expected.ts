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

/**
 * The files of `example` that have a source: the path inside it → the path of the source.
 * `files` are the repository's.
 */
export function expectedFiles(
  files: readonly string[],
  manifest: Manifest,
  example: string,
): Map<string, string> {
  const leftOut = (manifest.leftOut[example] ?? []).map(({ path }) => path)
  const expected = new Map<string, string>()
  for (const { from, to } of manifest.sources) {
    for (const path of filesIn(files, from)) {
      const inside = to === '' ? path : `${to}/${path}`
      if (!covers(leftOut, inside)) expected.set(inside, `${from}/${path}`)
    }
  }
  return expected
}

/** The files below `folder`, relative to it. */
export function filesIn(files: readonly string[], folder: string): string[] {
  return files
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
}
