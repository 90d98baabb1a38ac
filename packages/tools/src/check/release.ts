import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { placeholder, readHome } from '../docs/home.ts'
import { readDocument } from '../docs/markdown.ts'
import { listExamples, readIfThere, readPackageJson } from '../repository.ts'
import type { Rule } from './rule.ts'

const changelog = 'packages/shared/starter/CHANGELOG.md'

/** The rule for what a release is made of; it notes what only a release needs. */
export const versions: Rule = {
  name: 'one version, and its changes',
  check: findUnlikeVersions,
  notes: findPlaceholder,
}

/** The tag of this version, and why it cannot be released; no faults if it can. */
export function readRelease(root: string): { tag: string; faults: string[] } {
  const faults = [...findUnlikeVersions(root), ...findPlaceholder(root)]
  return { tag: `v${versionOf(root)}`, faults }
}

/** The version of the first example, which is that of all of them. */
function versionOf(root: string): string | undefined {
  const [first = ''] = listExamples(root)
  return readPackageJson(root, `examples/${first}`).version
}

/** Where another version stands than in the first example: in another one, in the package that is
 * published with them, or in the changelog. */
export function findUnlikeVersions(root: string): string[] {
  const expected = versionOf(root)
  const { headings } = readDocument(readIfThere(root, changelog) ?? '')
  const newest = headings.find(({ depth }) => depth === 2)?.text ?? 'nothing'
  const published = existsSync(join(root, 'packages/local')) ? ['packages/local'] : []
  const unlike = [...listExamples(root).map((name) => `examples/${name}`), ...published]
    .filter((folder) => readPackageJson(root, folder).version !== expected)
    .map((folder) => `${folder}/package.json has version ${readPackageJson(root, folder).version}`)
  const stale = newest === expected ? [] : [`${changelog} begins with ${newest}`]
  return [...unlike, ...stale].map((fault) => `${fault} instead of ${expected}`)
}

function findPlaceholder(root: string): string[] {
  const home = readHome(root)
  if (!home.startsWith(`${placeholder}/`)) return []
  return [
    `package.json: repository is still github:${home}. Write where it is, then pnpm sync: every command that fetches an example names it`,
  ]
}
