import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocument } from '../markdown/document.ts'
import { formatTable } from '../markdown/table.ts'
import { listExamples } from '../repository.ts'
import type { Manifest } from '../sync/manifest.ts'
import { compareExamples, leftOut } from './compare.ts'
import { purposeOf } from './purposes.ts'
import { numberOrDash, sentence } from './summary.ts'

/** Where the page stands that shows what changes with the provider, relative to the root. */
export const changesPage = 'docs/changing-the-provider.md'

/** That page: a section for each pair of examples. */
export function writeChangesPage(root: string, manifest: Manifest): string {
  const pairs = pairsOf(listExamples(root)).map((names) => ({
    names,
    titles: names.map((name) => readTitle(root, name)) as [string, string],
  }))
  const list = pairs.map(({ titles }) => `- [${heading(titles)}](#${anchor(titles)})`).join('\n')
  const sections = pairs.map(({ names, titles }) => section(root, manifest, names, titles))
  return `${[introduction, list, ...sections].join('\n\n')}\n`
}

const introduction = `# Changing the provider

Written by \`pnpm sync\` from the examples as they are; edit those.

What does not depend on the provider is the same file in every example: the list, its data access, the schema and its policies. So changing the provider means these files and no others. \`pnpm diff <provider> <another provider>\` prints them as a diff. Left out there and here: ${leftOut.map((path) => `\`${path}\``).join(' and ')}, which follow from the rest.

To change it in an app that has grown: start from the new provider's example, bring your own pages and tables over, and set up the new provider as its README says. Or stay in your app, take the files in the new provider's column from its example, and delete those that only the old one has.

Rows know their owner by the provider's user id. The same person has another id with another provider, so their rows stay invisible to them until \`user_id\` holds the new one: a migration of your own, from a table of old and new ids.`

function section(
  root: string,
  manifest: Manifest,
  names: readonly [string, string],
  titles: readonly [string, string],
): string {
  const comparison = compareExamples(root, manifest, names)
  const rows = comparison.differing.map(({ path, lines }) => [
    `\`${path}\``,
    ...lines.map((number, index) => linked(number, `../examples/${names[index]}/${path}`)),
    purposeOf(path) ?? '',
  ])
  const [one, other] = names.map((name) => `[\`examples/${name}\`](../examples/${name})`)
  return [
    `## ${heading(titles)}`,
    `To ${titles[0]} start from ${one}, to ${titles[1]} from ${other}. ${sentence(comparison, titles)}`,
    `\`\`\`sh\npnpm diff ${names.join(' ')}\n\`\`\``,
    formatTable([['file, with its lines', ...titles, 'what it is for'], ...rows]),
  ].join('\n\n')
}

function linked(lines: number | undefined, target: string): string {
  return lines === undefined ? numberOrDash(lines) : `[${lines}](${encodeURI(target)})`
}

const heading = ([one, other]: readonly [string, string]) => `${one} and ${other}`
const anchor = (titles: readonly [string, string]) =>
  heading(titles).toLowerCase().replaceAll(' ', '-')

/** Each two of these, in their order. */
export function pairsOf(names: readonly string[]): [string, string][] {
  return names.flatMap((one, index) =>
    names.slice(index + 1).map((other): [string, string] => [one, other]),
  )
}

/** The provider's name as its example's README spells it: `# <name> + InsForge starter`. */
function readTitle(root: string, example: string): string {
  const path = join(root, 'examples', example, 'README.md')
  if (!existsSync(path)) return example
  const [first] = readDocument(readFileSync(path, 'utf8')).headings
  return first?.text.split(' + ')[0] ?? example
}
