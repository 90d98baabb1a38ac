import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { providersPage, writeProvidersPage } from '../diff/providers-page.ts'
import { replaceBetween } from '../markdown/table.ts'
import { listExamples } from '../repository.ts'
import { manifest } from '../sync/manifest.ts'
import { withHome } from './home.ts'
import { readVariables, variablesTable } from './variables.ts'

/** The generated documents, and parts of documents, that are out of date. */
export function findStaleDocs(root: string): string[] {
  return [...readmes(root), providers(root)]
    .filter(({ before, after }) => before !== after)
    .map(({ path, what }) => `${path}: ${what} is out of date`)
}

/** Writes the generated documents and parts of documents. */
export function writeDocs(root: string): void {
  for (const readme of readmes(root)) write(root, readme)
  write(root, providers(root))
}

function write(root: string, { path, before, after }: Written): void {
  if (before === after) return
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), after)
}

interface Written {
  readonly path: string
  /** The generated part. */
  readonly what: string
  readonly before: string
  readonly after: string
}

function readmes(root: string): Written[] {
  const examples = listExamples(root).map((name) => {
    const table = () => variablesTable(readVariables(join(root, 'examples', name)))
    return { path: `examples/${name}/README.md`, table }
  })
  return [{ path: 'README.md', table: undefined }, ...examples]
    .filter(({ path }) => existsSync(join(root, path)))
    .map(({ path, table }) => {
      const before = readFileSync(join(root, path), 'utf8')
      const home = withHome(before)
      const after = table
        ? replaceBetween(home, 'variables: from auth/env.ts', '/variables', table())
        : home
      return { path, what: "its table of variables or the repository's address", before, after }
    })
}

function providers(root: string): Written {
  const path = join(root, providersPage)
  return {
    path: providersPage,
    what: 'the table of files by provider',
    before: existsSync(path) ? readFileSync(path, 'utf8') : '',
    after: writeProvidersPage(root, manifest),
  }
}
