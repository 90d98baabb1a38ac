import { readFileSync } from 'node:fs'

/** The last lines of a log, indented. */
export function logTail(file: string, lines = 12): string {
  const text = readFileSync(file, 'utf8').trimEnd()
  if (text === '') return '  (empty)'
  return text
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n')
}
