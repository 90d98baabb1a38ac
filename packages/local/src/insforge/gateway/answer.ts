import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import fresh from 'fresh'

/** What a request gets: JSON, whatever the content type says. */
export interface Answer {
  /** Default: 200. */
  readonly status?: number
  readonly body: unknown
  readonly headers?: IncomingHttpHeaders
}

/** Sends an answer as Express's `res.json` does: with an ETag over its text, and as a 304 to a client
 * that has it. */
export function send(
  { method = 'GET', headers: asked }: IncomingMessage,
  outgoing: ServerResponse,
  { status = 200, body, headers = {} }: Answer,
): void {
  const { 'content-type': type = 'application/json', ...others } = headers
  const all = { 'x-powered-by': 'Express', ...others, ...cors(asked) }
  const text = JSON.stringify(body) ?? ''
  const length = Buffer.byteLength(text)
  const hash = createHash('sha1').update(text).digest('base64')
  const etag = `W/"${length.toString(16)}-${hash.slice(0, 27)}"`
  const isRead = ['GET', 'HEAD'].includes(method) && status < 300
  const code = isRead && fresh(asked, { etag }) ? 304 : status
  if (code === 204 || code === 304) outgoing.writeHead(code, { ...all, etag }).end()
  else outgoing.writeHead(code, { ...all, etag, ...describe(type, length) }).end(text)
}

/** The answer to a preflight request. */
export function sendPreflight({ headers }: IncomingMessage, outgoing: ServerResponse): void {
  const asked = headers['access-control-request-headers']
  outgoing.writeHead(204, {
    ...cors(headers),
    vary: 'Origin, Access-Control-Request-Headers',
    'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
    ...(asked && { 'access-control-allow-headers': asked }),
    'content-length': 0,
  })
  outgoing.end()
}

/** InsForge lets every origin in, with credentials. */
function cors({ origin }: IncomingHttpHeaders) {
  return {
    ...(origin && { 'access-control-allow-origin': origin }),
    vary: 'Origin',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Content-Range,Preference-Applied',
  }
}

function describe(type: string, length: number) {
  const charset = type.includes('charset=') ? '' : '; charset=utf-8'
  return { 'content-type': `${type}${charset}`, 'content-length': length }
}
