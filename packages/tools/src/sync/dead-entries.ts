import { covers, filesIn } from './expected.ts'
import type { Manifest } from './manifest.ts'

/** Entries of the manifest that match no file, and names in it that are not an example's. */
export function findDeadEntries(
  files: readonly string[],
  manifest: Manifest,
  examples: readonly string[],
): string[] {
  const inExample = (example: string, entry: string) =>
    filesIn(files, `examples/${example}`).some((path) => covers([entry], path))
  const copied = (entry: string) =>
    manifest.sources.some(({ from, to }) =>
      filesIn(files, from).some((path) => covers([entry], to === '' ? path : `${to}/${path}`)),
    )
  const owners = (name: string) => (name === '*' ? examples : [name])

  return [
    ...manifest.sources.map(({ from }) => from).filter((from) => filesIn(files, from).length === 0),
    ...[...Object.keys(manifest.ownFiles), ...Object.keys(manifest.leftOut)].filter(
      (name) => name !== '*' && !examples.includes(name),
    ),
    ...manifest.copiedFolders.filter((entry) => !copied(entry)),
    ...Object.entries(manifest.ownFiles).flatMap(([name, entries]) =>
      entries.filter((entry) => !owners(name).some((example) => inExample(example, entry))),
    ),
    ...Object.values(manifest.leftOut).flatMap((entries) =>
      entries.map(({ path }) => path).filter((path) => !copied(path)),
    ),
  ]
}
