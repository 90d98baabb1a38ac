import { stripVTControlCharacters } from 'node:util'

/** Characters: enough for what was expected and what was there. */
const LIMIT = 300

/** The beginning of what a test said when it failed, to be put behind its name. */
export function why(messages: readonly string[]): string {
  const text = stripVTControlCharacters(messages.join(' ')).replace(/\s+/g, ' ').trim()
  return text && `: ${text.length > LIMIT ? `${text.slice(0, LIMIT)}…` : text}`
}
