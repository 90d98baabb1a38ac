import type { IncomingMessage, ServerResponse } from 'node:http'
import jwt from 'jsonwebtoken'
import { apiKeyIn, bearerToken } from './caller.ts'

/** One request as it arrived, and how it was answered. The credential itself is never in it. */
export interface LoggedRequest {
  /** When it arrived: milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Without its query, which holds what a user looks for. */
  readonly path: string
  /** The kind of credential, whether or not it was accepted. */
  readonly credential: 'none' | 'anon key' | 'API key' | 'token'
  /** The claims of a token, verified or not; null without one, and where it has none. */
  readonly sub: string | null
  /** In seconds since 1970, as a token has it. */
  readonly exp: number | null
  /** Null while it runs, and for good when the client has gone. */
  status: number | null
}

/** Enough for a browser suite; older ones are forgotten. */
const CAPACITY = 20_000

/** A log by which tests tell who asked, and with what; the last requests, oldest first. */
export function createRequestLog() {
  const entries: LoggedRequest[] = []
  return {
    entries: entries as readonly LoggedRequest[],
    record({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse) {
      const token = bearerToken(headers)
      const credential = kindOf(token, apiKeyIn(headers) !== undefined)
      const { sub = null, exp = null } = credential === 'token' ? claimsOf(token) : {}
      const path = url.replace(/\?.*$/s, '')
      const entry = { at: Date.now(), method, path, credential, sub, exp, status: null }
      entries.push(entry)
      if (entries.length > CAPACITY) entries.shift()
      response.once('finish', () => Object.assign(entry, { status: response.statusCode }))
    },
  }
}

function kindOf(token: string | undefined, hasApiKey: boolean): LoggedRequest['credential'] {
  if (hasApiKey) return 'API key'
  if (!token) return 'none'
  return token.startsWith('anon_') ? 'anon key' : 'token'
}

/** The claims of a token that may be forged. */
function claimsOf(token = ''): Pick<jwt.JwtPayload, 'sub' | 'exp'> {
  try {
    const claims = jwt.decode(token)
    return typeof claims === 'object' && claims !== null ? claims : {}
  } catch {
    return {} // not JSON
  }
}
