import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildConnector, errors, Pool } from 'undici'

/** One request to PostgREST; its body is in memory, so it can be sent again. */
export interface UpstreamRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string | null
}

/** What PostgREST answered, in full. */
export interface UpstreamAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Undefined when it was cut off. */
  readonly text: string | undefined
}

const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
const cutOff = new Set(['ECONNRESET', 'EPIPE'])
const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Makes the function that asks PostgREST and gives its answer. It tries three times where that
 * cannot write twice, with the rules and pauses of InsForge (postgrest-proxy.service.ts): a connection
 * that never was, any cut before an answer for reads, one cut of an idle connection for all.
 *
 * @param timeout Milliseconds without a sign of life.
 */
export function postgrestAt(port: number, timeout = 10_000) {
  const pool = new Pool(`http://127.0.0.1:${port}`, {
    connections: 50,
    keepAliveTimeout: 4_000,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: connectTellingReuse(timeout),
  })
  const send = async (request: UpstreamRequest): Promise<UpstreamAnswer> => {
    const { statusCode: status, headers, body } = await pool.request(request)
    return { status, headers, text: await body.text().catch(() => undefined) }
  }

  return async (request: UpstreamRequest): Promise<UpstreamAnswer> => {
    let hadStaleSocket = false
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(request)
      } catch (thrown) {
        const wasReused = ((thrown as UpstreamError).socket?.bytesRead ?? 0) > 0
        const error = toAxios(thrown as UpstreamError, timeout)
        const code = error.code ?? ''
        const isStale: boolean = !hadStaleSocket && code === 'ECONNRESET' && wasReused
        hadStaleSocket ||= isStale
        const isRepeatable =
          notConnected.has(code) || (cutOff.has(code) && harmless.has(request.method))
        if (attempt === 3 || !(isStale || isRepeatable)) throw error
        if (!isStale) await sleep(attempt === 1 ? 200 : 500)
      }
    }
  }
}

/** What undici rejects with: where a connection was lost, with what had come by it. */
type UpstreamError = NodeJS.ErrnoException & { readonly socket?: { readonly bytesRead?: number } }

/** Connects so that the errors of the system say, as undici's own do, what had come by the socket. */
function connectTellingReuse(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout })
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result
      socket?.on('error', (error) => {
        if (!('socket' in error)) Object.assign(error, { socket: { bytesRead: socket.bytesRead } })
      })
      callback(...result)
    })
}

const late = [errors.ConnectTimeoutError, errors.HeadersTimeoutError]

/** Words an error as Node's own client and axios do, on which InsForge rests. */
function toAxios(error: UpstreamError, timeout: number): NodeJS.ErrnoException {
  if (error instanceof errors.SocketError) {
    return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  }
  const isLate = late.some((kind) => error instanceof kind)
  return isLate ? new Error(`timeout of ${timeout}ms exceeded`) : error
}
