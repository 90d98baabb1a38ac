import type { IncomingMessage, ServerResponse } from 'node:http'
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
  readonly email: string | null
  /** In seconds since 1970, as a token has it. */
  readonly exp: number | null
  /** Null while it runs, and for good when the client has gone. */
  status: number | null
}

type Claims = Pick<LoggedRequest, 'sub' | 'email' | 'exp'>

/** Enough for a browser suite; older ones are forgotten. */
const CAPACITY = 20_000

/** A log by which tests tell who asked, and with what. */
export function createRequestLog() {
  const entries: (Omit<LoggedRequest, keyof Claims> & { readonly payload: string })[] = []
  return {
    record({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse) {
      const token = bearerToken(headers) ?? ''
      const credential = kindOf(token, apiKeyIn(headers) !== undefined)
      const payload = credential === 'token' ? (token.split('.')[1] ?? '') : ''
      const path = url.replace(/\?.*$/s, '')
      const entry = { at: Date.now(), method, path, credential, payload, status: null }
      entries.push(entry)
      // Not one by one, as each time all others move.
      if (entries.length === 2 * CAPACITY) entries.splice(0, CAPACITY)
      response.once('finish', () => Object.assign(entry, { status: response.statusCode }))
    },
    /** The last requests, oldest first. */
    read(): readonly LoggedRequest[] {
      return entries
        .slice(-CAPACITY)
        .map(({ payload, ...entry }) => ({ ...entry, ...claimsOf(payload) }))
    },
  }
}

function kindOf(token: string, hasApiKey: boolean): LoggedRequest['credential'] {
  if (hasApiKey) return 'API key'
  if (!token) return 'none'
  return token.startsWith('anon_') ? 'anon key' : 'token'
}

/** The claims of a token that may be forged. */
function claimsOf(payload: string): Claims {
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    return { sub: claims?.sub ?? null, email: claims?.email ?? null, exp: claims?.exp ?? null }
  } catch {
    return { sub: null, email: null, exp: null } // not JSON
  }
}
