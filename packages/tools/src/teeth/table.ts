import { formatTable, replaceBetween } from '../markdown/table.ts'
import { type Break, describeCheck } from './break.ts'

/** `text` with the table of the breaks between its two marker comments. Throws without the markers. */
export function withTable(text: string, breaks: readonly Break[]): string {
  const rows = breaks.map(({ name, means, check }) => [name, means, describeCheck(check)])
  const table = formatTable([['break', 'what it would mean', 'noticed by'], ...rows])
  return replaceBetween(text, 'breaks: written by pnpm test:teeth --write-table', '/breaks', table)
}
