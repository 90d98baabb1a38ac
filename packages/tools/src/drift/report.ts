import { stripVTControlCharacters } from 'node:util'
import { formatTable } from '../docs/markdown.ts'
import { format } from '../report/reports.ts'
import { type Drift, isBroken, type Step } from './run.ts'

/** What was tried with the newest packages, in Markdown: which versions, what passed, what broke. */
export function writeReport(drifts: readonly Drift[]): string {
  return `${drifts.map(section).join('\n\n')}\n`
}

function section(drift: Drift): string {
  const { provider, pins, steps } = drift
  const rows = pins.map(({ file, name, version, newest }) => [
    // As code: GitHub takes the scope of a package for the name of a user.
    `\`${name}\``,
    `\`${file}\``,
    version,
    newest === version ? 'the same' : `**${newest}**`,
  ])
  return [
    `## ${provider}: ${isBroken(drift) ? 'something broke' : 'works with the newest'}`,
    formatTable([['package', 'where', 'before', 'newest'], ...rows]),
    steps.map(line).join('\n'),
    ...steps.flatMap(({ failures }) => failures.map(block)),
  ].join('\n\n')
}

function line({ title, ...tally }: Step): string {
  return `- ${tally.failures.length === 0 ? '✓' : '✗'} ${title}: ${format(tally)}`
}

/** As a code block: what a package of strangers prints is no Markdown, and mentions no one. */
function block(failure: string): string {
  return `\`\`\`\`text\n${stripVTControlCharacters(failure).replaceAll('````', '')}\n\`\`\`\``
}
