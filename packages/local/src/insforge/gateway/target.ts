import type { IncomingHttpHeaders } from 'node:http'
import { InsForgeError } from '../errors.ts'

/** Which schema a request is about, and the header and query that tell PostgREST. */
export interface Target {
  readonly schema: string
  readonly headers: Readonly<Record<string, string>>
  /** With its question mark; empty when there is none. */
  readonly query: string
}

/** InsForge takes `?schema=` as a short form of PostgREST's profile headers. Throws its 400. */
export function resolveTarget(method: string, headers: IncomingHttpHeaders, query: string): Target {
  const profile = ['GET', 'HEAD'].includes(method) ? 'accept-profile' : 'content-profile'
  const asked = new URLSearchParams(query).getAll('schema')
  if (asked.length === 0) {
    const named = `${headers[profile] ?? ''}`.trim()
    return named
      ? { schema: visible(named), headers: { [profile]: named }, query }
      : { schema: 'public', headers: {}, query }
  }
  const schema = asked[0]?.trim()
  if (asked.length > 1 || !schema) {
    throw new InsForgeError(
      400,
      'INVALID_INPUT',
      'The "schema" query parameter must be a single non-empty schema name.',
    )
  }
  return { schema: visible(schema), headers: { [profile]: schema }, query: withoutSchema(query) }
}

/** The rest of the query as it was written: PostgREST's filters do not survive being encoded anew. */
function withoutSchema(query: string): string {
  const rest = query
    .slice(1)
    .split('&')
    .filter((pair) => !/^schema(=|$)/.test(pair))
  return rest.length ? `?${rest.join('&')}` : ''
}

function visible(schema: string): string {
  if (schema !== 'information_schema' && !schema.startsWith('pg_')) return schema
  throw new InsForgeError(
    400,
    'INVALID_INPUT',
    `Schema "${schema}" is not available in the dashboard.`,
    'Internal PostgreSQL and platform schemas cannot be queried from the dashboard.',
  )
}

/** Refuses names that no table or function has, in InsForge's words. */
export function assertIdentifier(name: string, kind: 'table' | 'function'): void {
  const refuse = (why: string, next: string): never => {
    const message = `Invalid ${kind} name: ${why}`
    throw new InsForgeError(400, 'DATABASE_VALIDATION_ERROR', message, next)
  }
  if (name.trim() === '') refuse('cannot be empty', `Please provide a valid ${kind} name`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/["\x00-\x1F\x7F]/.test(name)) {
    refuse(
      'cannot contain quotes or control characters',
      `The ${kind} name cannot contain double quotes or control characters (tabs, newlines, etc.)`,
    )
  }
}
