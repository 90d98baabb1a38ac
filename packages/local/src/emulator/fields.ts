import type { HonoRequest } from 'hono'

/** Named strings: a query, a form, or the members of a JSON object, those that are no strings as
 * JSON. */
export type Fields = Readonly<Record<string, string>>

/** The body, sent as JSON or as a form. No body is no fields; undefined when it cannot be read, or
 * is said to be neither: taken for a form, its whole text would be the name of a field, and names
 * are no secret. Hono keeps the text, so it can be asked for more than once. */
export async function readFields(request: HonoRequest): Promise<Fields | undefined> {
  const text = await request.text()
  if (text === '') return {}
  const type = request.header('content-type') ?? ''
  if (type.includes('form')) return Object.fromEntries(new URLSearchParams(text))
  if (!type.includes('json')) return undefined
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const given = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(
    given.map(([name, member]) => [
      name,
      typeof member === 'string' ? member : JSON.stringify(member),
    ]),
  )
}

/** The value, or undefined when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
