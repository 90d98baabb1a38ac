import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { changesPage, writeChangesPage } from '../diff/page.ts'
import { replaceBetween } from '../markdown/table.ts'
import { listExamples } from '../repository.ts'
import { manifest } from '../sync/manifest.ts'
import { withHome } from './home.ts'
import { envModule, readVariables, variablesTable } from './variables.ts'

/** The documents in which something is not as its source says. */
export function findStaleDocs(root: string): string[] {
  return [...readmes(root), changes(root)]
    .filter(({ before, after }) => before !== after)
    .map(({ path, what }) => `${path}: ${what} is out of date`)
}

/** Writes into each document what comes from elsewhere. */
export function writeDocs(root: string): void {
  for (const readme of readmes(root)) write(root, readme)
  // It counts the lines of the READMEs.
  write(root, changes(root))
}

function write(root: string, { path, before, after }: Written): void {
  if (before === after) return
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), after)
}

interface Written {
  readonly path: string
  /** What of it comes from elsewhere. */
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
        ? replaceBetween(
            home,
            `variables: from ${envModule(join(root, path, '..'))}`,
            '/variables',
            table(),
          )
        : home
      return { path, what: "its table of variables or the repository's home", before, after }
    })
}

function changes(root: string): Written {
  const path = join(root, changesPage)
  return {
    path: changesPage,
    what: 'what it says of the files that change with the provider',
    before: existsSync(path) ? readFileSync(path, 'utf8') : '',
    after: writeChangesPage(root, manifest),
  }
}
