import { Agent, type IncomingMessage, request as send } from 'node:http'
import { text } from 'node:stream/consumers'

/** One request. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly token: string
  readonly prefer?: string
  readonly body?: unknown
}

/** When a client leaves: in the middle of its request, or after so many milliseconds. */
export type Abort = 'half-sent' | number

/** What a client knows afterwards. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'cut'; readonly message: string }

/** Makes the function that sends requests there. With `abort` the connection is really destroyed;
 * an answer that was whole before that counts. */
export function createSender(baseUrl: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  async function attempt(request: Request, abort: Abort | undefined, onAbort: () => void) {
    const { method, path, token, prefer, body } = request
    const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const sent = send(`${baseUrl}${path}`, {
      agent,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(prefer && { prefer }),
        ...(json && { 'content-type': 'application/json', 'content-length': json.length }),
      },
    })
    const leave = () => {
      onAbort()
      sent.destroy()
    }
    let timer: NodeJS.Timeout | undefined
    if (abort === 'half-sent' && json) {
      sent.write(json.subarray(0, json.length / 2), leave)
    } else {
      sent.end(json)
      if (abort !== undefined) timer = setTimeout(leave, abort === 'half-sent' ? 0 : abort)
    }
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        sent.once('response', resolve)
        sent.once('error', reject)
        sent.once('close', () => reject(new Error('closed')))
      })
      const received = await text(answer)
      const parsed: unknown = received === '' ? undefined : JSON.parse(received)
      return { kind: 'answer', status: answer.statusCode ?? 0, body: parsed } as const
    } finally {
      clearTimeout(timer)
      sent.on('error', () => {}) // what breaks after the answer or the abort is no news
    }
  }

  return {
    async send(request: Request, abort?: Abort): Promise<Outcome> {
      let aborted = false
      try {
        return await attempt(request, abort, () => {
          aborted = true
        })
      } catch (error) {
        return aborted ? { kind: 'aborted' } : { kind: 'cut', message: (error as Error).message }
      }
    },
    close: () => agent.destroy(),
  }
}
