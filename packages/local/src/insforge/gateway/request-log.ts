import type { IncomingMessage, ServerResponse } from 'node:http'
import jwt from 'jsonwebtoken'
import { bearerToken } from './caller.ts'

/** What somebody proved themselves with, whether or not it was accepted. */
export type CredentialKind = 'none' | 'anon key' | 'API key' | 'token'

/** One request as it arrived, and what it was answered. The credential itself is never in it. */
export interface LoggedRequest {
  /** When it arrived: milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Without its query, which holds what somebody looks for. */
  readonly path: string
  readonly credential: CredentialKind
  /** What a token says of itself; null without one, and where it says nothing. */
  readonly sub: string | null
  /** In seconds since 1970, as a token has it. */
  readonly exp: number | null
  /** Null while it runs, and for good when whoever asked has gone. */
  status: number | null
}

/** The last requests, oldest first. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[]
  record(request: IncomingMessage, response: ServerResponse): void
}

/** Enough for a browser suite; what is older is forgotten. */
const CAPACITY = 20_000

/** A log by which tests tell who asked, and with what. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = []
  return {
    entries,
    record(request, response) {
      const entry = describe(request)
      entries.push(entry)
      if (entries.length > CAPACITY) entries.shift()
      response.once('finish', () => {
        entry.status = response.statusCode
      })
    },
  }
}

function describe({ method = 'GET', url = '/', headers }: IncomingMessage): LoggedRequest {
  const token = bearerToken(headers)
  return {
    at: Date.now(),
    method,
    path: url.replace(/\?.*$/s, ''),
    ...describeCredential(token, headers['x-api-key'] !== undefined),
    status: null,
  }
}

function describeCredential(
  token: string | undefined,
  hasApiKey: boolean,
): Pick<LoggedRequest, 'credential' | 'sub' | 'exp'> {
  const nobody = { sub: null, exp: null }
  if (hasApiKey || token?.startsWith('ik_')) return { credential: 'API key', ...nobody }
  if (!token) return { credential: 'none', ...nobody }
  if (token.startsWith('anon_')) return { credential: 'anon key', ...nobody }
  const { sub = null, exp = null } = readClaims(token)
  return { credential: 'token', sub, exp }
}

/** What a token says, which nobody has to believe: one that is refused is in the log, too. */
function readClaims(token: string): Pick<jwt.JwtPayload, 'sub' | 'exp'> {
  try {
    const claims = jwt.decode(token)
    return typeof claims === 'object' && claims !== null ? claims : {}
  } catch {
    return {} // no JSON
  }
}
