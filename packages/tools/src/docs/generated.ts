import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listExamples, read, readIfThere, readPackageJson } from '../repository.ts'
import { readHome, updateSection, withHome } from './home.ts'
import { formatTable, replaceBetween } from './markdown.ts'
import { providersPage, titleOf, writeProvidersPage } from './providers-page.ts'
import { supportedPage, writeSupportedPage } from './supported-page.ts'
import { readVariables, variablesTable } from './variables.ts'

interface Generated {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** The documents that are out of date: generated ones, and ones with a generated part. */
export function findStaleDocuments(root: string): Generated[] {
  const home = readHome(root)
  const readmes = listExamples(root)
    .map((name) => ({ name, path: `examples/${name}/README.md` }))
    .filter(({ path }) => existsSync(join(root, path)))
    .map(({ name, path }) => {
      const before = read(root, path)
      const table = variablesTable(readVariables(join(root, 'examples', name)))
      const { version = '' } = readPackageJson(root, `examples/${name}`)
      const update = updateSection(home, name, version)
      const after = replaceBetween(withHome(before, home), 'update', update)
      return { path, before, after: replaceBetween(after, 'variables', table) }
    })
  const before = readIfThere(root, 'README.md') ?? ''
  const after = before && replaceBetween(withHome(before, home), 'providers', providersTable(root))
  const page = readIfThere(root, providersPage) ?? ''
  const supported = readIfThere(root, supportedPage) ?? ''
  return [
    ...readmes,
    { path: 'README.md', before, after },
    { path: providersPage, before: page, after: writeProvidersPage(root) },
    { path: supportedPage, before: supported, after: writeSupportedPage(root) },
  ].filter((document) => document.before !== document.after)
}

/** Writes the documents that are out of date. */
export function writeDocuments(root: string): void {
  for (const { path, after } of findStaleDocuments(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), after)
  }
}

/** The table of the root's README. */
export function providersTable(root: string): string {
  const rows = listExamples(root).map((name) => {
    const client = readIfThere(root, `examples/${name}/lib/insforge.ts`)
    const signs = client?.includes("from './insforge-token'")
    const title = titleOf(root, name)
    const signer = signs
      ? "the app's server, for each request"
      : `${title}; the browser calls InsForge itself`
    return [title, `[\`examples/${name}\`](examples/${name})`, signer]
  })
  return formatTable([['provider', 'example', 'who signs the token for InsForge'], ...rows])
}
