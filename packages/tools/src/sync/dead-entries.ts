import { covers, filesIn } from './expected.ts'
import type { Manifest } from './manifest.ts'

/** Entries of the manifest that stand for no file, and names in it that are no example's. */
export function findDeadEntries(
  files: readonly string[],
  manifest: Manifest,
  examples: readonly string[],
): string[] {
  const inExample = (example: string, entry: string) =>
    filesIn(files, `examples/${example}`).some((path) => covers([entry], path))
  const mirrored = (entry: string) =>
    manifest.mirrors.some(({ from, to }) =>
      filesIn(files, from).some((path) => covers([entry], `${to}/${path}`)),
    )

  return [
    ...manifest.mirrors.map(({ from }) => from).filter((from) => filesIn(files, from).length === 0),
    ...[
      manifest.reference,
      ...Object.keys(manifest.ownFiles),
      ...Object.keys(manifest.leftOut),
    ].filter((name) => !examples.includes(name)),
    ...manifest.providerFiles.filter((entry) => !examples.some((name) => inExample(name, entry))),
    ...Object.entries(manifest.ownFiles).flatMap(([example, entries]) =>
      entries.filter((entry) => !inExample(example, entry)),
    ),
    ...Object.values(manifest.leftOut).flatMap((entries) =>
      entries
        .map((entry) => entry.path)
        .filter((path) => !mirrored(path) && !inExample(manifest.reference, path)),
    ),
  ]
}
