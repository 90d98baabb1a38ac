import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBetween } from '../markdown/table.ts'
import { listExamples } from '../repository.ts'
import { withHome } from './home.ts'
import { readVariables, variablesTable } from './variables.ts'

/** The READMEs in which something is not as its source says. */
export function findStaleDocs(root: string): string[] {
  return listWritten(root)
    .filter(({ before, after }) => before !== after)
    .map(({ path }) => `${path}: its table of variables or the repository's home is out of date`)
}

/** Writes into each README what comes from elsewhere. */
export function writeDocs(root: string): void {
  for (const { path, before, after } of listWritten(root)) {
    if (before !== after) writeFileSync(join(root, path), after)
  }
}

function listWritten(root: string): { path: string; before: string; after: string }[] {
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
        ? replaceBetween(home, 'variables: from lib/env.ts', '/variables', table())
        : home
      return { path, before, after }
    })
}
