import { type Comparison, type DifferingFile, grouped, leftOut } from './compare.ts'
import { purposeOf } from './purposes.ts'

/** The comparison in one sentence. */
export function sentence(comparison: Comparison): string {
  const { inBoth, onlyInFirst, onlyInSecond } = grouped(comparison)
  const [one, other] = comparison.names
  return [
    `${count(inBoth.length, 'file differs', 'files differ')}, `,
    `${count(onlyInFirst.length, 'is', 'are')} only in ${one} and `,
    `${count(onlyInSecond.length, 'is', 'are')} only in ${other}; `,
    `${count(comparison.same, 'is', 'are')} the same.`,
  ].join('')
}

/** The comparison as a table for a terminal: each file with its lines and what it is for. */
export function summary(comparison: Comparison): string {
  const { inBoth, onlyInFirst, onlyInSecond } = grouped(comparison)
  const [one, other] = comparison.names
  const width = Math.max(...comparison.differing.map(({ path }) => path.length), 0)
  const columns = [one, other].map((name) => Math.max(name.length, 5))
  const line = (path: string, lines: readonly string[], purpose: string) => {
    const cells = lines.map((cell, index) => cell.padStart(columns[index] ?? 0))
    return `  ${path.padEnd(width)}  ${cells.join('  ')}  ${purpose}`.trimEnd()
  }
  const group = (title: string, files: readonly DifferingFile[]) => {
    if (files.length === 0) return []
    const rows = files.map(({ path, lines }) =>
      line(path, lines.map(numberOrDash), purposeOf(path) ?? ''),
    )
    return [line(title, [one, other], ''), ...rows, '']
  }
  return [
    `${one} → ${other}: ${sentence(comparison)}`,
    `Left out: ${leftOut.join(' and ')}. Below the table: git diff --no-index.`,
    '',
    ...group('in both', inBoth),
    ...group(`only in ${one}`, onlyInFirst),
    ...group(`only in ${other}`, onlyInSecond),
  ].join('\n')
}

/** The number of lines, or a dash for a file that does not exist. */
function numberOrDash(lines: number | undefined): string {
  return lines === undefined ? '–' : `${lines}`
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`
}
