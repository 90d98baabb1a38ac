import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request,
} from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** One request to PostgREST; its body is in memory, so it can be sent again. */
export interface UpstreamRequest {
  readonly method: string
  readonly path: string
  readonly headers: OutgoingHttpHeaders
  readonly body: string | undefined
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
  const agent = new Agent({ keepAlive: true, maxSockets: 50, timeout: 4_000 })
  const send = ({ body, ...options }: UpstreamRequest) =>
    new Promise<{ answer?: UpstreamAnswer; error?: NodeJS.ErrnoException; sent: ClientRequest }>(
      (resolve) => {
        const sent = request({ host: '127.0.0.1', port, agent, timeout, ...options })
        sent.once('response', (response) => {
          const { statusCode: status = 500, headers } = response
          let text = ''
          response.setEncoding('utf8').on('data', (part) => {
            text += part
          })
          response.once('end', () => resolve({ answer: { status, headers, text }, sent }))
          response.once('error', () =>
            resolve({ answer: { status, headers, text: undefined }, sent }),
          )
        })
        sent.once('timeout', () => sent.destroy(new Error(`timeout of ${timeout}ms exceeded`)))
        sent.once('error', (error) => resolve({ error, sent }))
        sent.end(body)
      },
    )

  return async (options: UpstreamRequest): Promise<UpstreamAnswer> => {
    let hadStaleSocket = false
    for (let attempt = 1; ; attempt++) {
      const { answer, error, sent } = await send(options)
      if (answer) return answer
      const code = error?.code ?? ''
      const isStale: boolean = !hadStaleSocket && code === 'ECONNRESET' && sent.reusedSocket
      hadStaleSocket ||= isStale
      const isRepeatable =
        notConnected.has(code) || (cutOff.has(code) && harmless.has(options.method))
      if (attempt === 3 || !(isStale || isRepeatable)) throw error
      if (!isStale) await sleep(attempt === 1 ? 200 : 500)
    }
  }
}
