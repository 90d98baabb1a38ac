import type { Manifest } from './manifest.ts'

/** Whether `path` is one of `entries`, or lies below one that ends in `/`. */
export function covers(entries: readonly string[], path: string): boolean {
  return entries.some((entry) => (entry.endsWith('/') ? path.startsWith(entry) : path === entry))
}

/** Whether `path` (inside the example) is the example's own business. */
export function isOwn(manifest: Manifest, example: string, path: string): boolean {
  return covers([...manifest.providerFiles, ...(manifest.ownFiles[example] ?? [])], path)
}

/**
 * What `example` must hold besides its own files: the path inside it → the path of its source.
 * `files` are the repository's.
 */
export function expectedFiles(
  files: readonly string[],
  manifest: Manifest,
  example: string,
): Map<string, string> {
  const leftOut = (manifest.leftOut[example] ?? []).map((entry) => entry.path)
  const expected = new Map<string, string>()
  const expect = (path: string, source: string) => {
    if (!covers(leftOut, path) && !isOwn(manifest, example, path)) expected.set(path, source)
  }

  for (const mirror of manifest.mirrors) {
    for (const path of filesIn(files, mirror.from)) {
      expect(`${mirror.to}/${path}`, `${mirror.from}/${path}`)
    }
  }

  const reference = `examples/${manifest.reference}`
  const mirrored = manifest.mirrors.map((mirror) => `${mirror.to}/`)
  for (const path of filesIn(files, reference)) {
    if (covers(mirrored, path) || isOwn(manifest, manifest.reference, path)) continue
    expect(path, `${reference}/${path}`)
  }
  return expected
}

/** The files below `folder`, relative to it. */
export function filesIn(files: readonly string[], folder: string): string[] {
  return files
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
}
