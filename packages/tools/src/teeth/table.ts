import { type Break, describeCheck } from './break.ts'

const begin = '<!-- breaks: written by pnpm test:teeth --write-table -->'
const end = '<!-- /breaks -->'

/** `text` with the table of the breaks between its two marker comments. Throws without the markers. */
export function withTable(text: string, breaks: readonly Break[]): string {
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`The text has no ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n${formatTable(breaks)}\n${text.slice(to)}`
}

function formatTable(breaks: readonly Break[]): string {
  const rows = breaks.map(({ name, means, check }) => [name, means, describeCheck(check)])
  return [['break', 'what it would mean', 'noticed by'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map(toCell).join(' | ')} |`)
    .join('\n')
}

function toCell(cell: string): string {
  return cell.replaceAll('|', '\\|')
}
