import type { Context } from 'hono'
import { InsForgeError } from '../errors.ts'

const limit = 100 * 1024 * 1024

/** The JSON of a request. Like Express in InsForge: only objects and arrays are JSON, no body and any
 * other content type count as `{}`. Throws InsForge's 400 for malformed JSON. */
export async function readJson(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return {}
  const text = await c.req.text()
  if (text.length > limit) {
    throw new InsForgeError(500, 'INTERNAL_ERROR', 'request entity too large')
  }
  if (text === '') return {}
  try {
    const first = /[^\t\n\r ]/.exec(text)?.[0]
    if (first !== undefined && first !== '{' && first !== '[') rejectScalar(text, first)
    return JSON.parse(text)
  } catch (error) {
    throw new InsForgeError(
      400,
      'INVALID_INPUT',
      // Newer versions of Node add line and column.
      (error as Error).message.replace(/ \(line \d+ column \d+\)$/, ''),
      'Please ensure your request body contains valid JSON',
    )
  }
}

/** Fails as the parser would if the first character were wrong, naming that character: what Express
 * (body-parser, "strict") says about a scalar. */
function rejectScalar(text: string, first: string): never {
  const start = text.indexOf(first)
  const blanked = text.slice(0, start) + '#'.repeat(text.length - start)
  try {
    JSON.parse(blanked)
  } catch (error) {
    const { message } = error as Error
    const original = (hashes: string) => text.slice(start, start + hashes.length)
    throw new SyntaxError(message.replace(/#+/g, original))
  }
  throw new SyntaxError('strict violation')
}
