import type { IncomingHttpHeaders } from 'node:http'
import { InsForgeError } from '../errors.ts'
import type { Fields } from './query.ts'

/** Which schema a request is about, and the header and query that tell PostgREST. */
export interface Target {
  readonly schema: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Fields
}

/** InsForge takes `?schema=` as a short form of PostgREST's profile headers. Throws its 400. */
export function resolveTarget(
  method: string,
  headers: IncomingHttpHeaders,
  { schema: asked, ...query }: Fields,
): Target {
  const profile = ['GET', 'HEAD'].includes(method) ? 'accept-profile' : 'content-profile'
  const named = `${asked ?? headers[profile] ?? ''}`.trim()
  if (asked !== undefined && (typeof asked !== 'string' || named === '')) {
    throw new InsForgeError(
      400,
      'INVALID_INPUT',
      'The "schema" query parameter must be a single non-empty schema name.',
    )
  }
  if (named === '') return { schema: 'public', headers: {}, query }
  return { schema: visible(named), headers: { [profile]: named }, query }
}

function visible(schema: string): string {
  assertIdentifier(schema, 'schema')
  if (schema !== 'information_schema' && !schema.startsWith('pg_')) return schema
  throw new InsForgeError(
    400,
    'INVALID_INPUT',
    `Schema "${schema}" is not available in the dashboard.`,
    'Internal PostgreSQL and platform schemas cannot be queried from the dashboard.',
  )
}

/** Refuses names that no table, function or schema has, in InsForge's words. */
export function assertIdentifier(name: string, kind: 'table' | 'function' | 'schema'): void {
  if (name.trim() === '') {
    throw invalidName(kind, 'cannot be empty', `Please provide a valid ${kind} name`)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/["\x00-\x1F\x7F]/.test(name)) {
    throw invalidName(
      kind,
      'cannot contain quotes or control characters',
      `The ${kind} name cannot contain double quotes or control characters (tabs, newlines, etc.)`,
    )
  }
}

function invalidName(kind: string, why: string, next: string): InsForgeError {
  return new InsForgeError(400, 'DATABASE_VALIDATION_ERROR', `Invalid ${kind} name: ${why}`, next)
}
