import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** An answer in place of InsForge's. */
export interface PlannedAnswer {
  /** Which requests get it. */
  to: 'reads' | 'writes'
  status: number
  headers?: Readonly<Record<string, string>>
  body: string
  /** The connection stays open after the body, as if more would follow. */
  stalls?: boolean
  /** How many requests get it; all of them until `heal` if left out. */
  times?: number
}

/** A request as the app sent it. */
export interface SeenRequest {
  method: string
  path: string
}

/** A proxy between the app and InsForge that can cut connections and answer in InsForge's place. */
export interface CuttingProxy {
  url: string
  /** Every request since the start, oldest first; preflight requests of browsers are left out. */
  seen: readonly SeenRequest[]
  /** The next write is passed on and carried out; its answer never arrives. */
  cutNextWrite(): void
  /** Answers requests with this from now on. */
  answer(plan: PlannedAnswer): void
  /** From now on requests are passed on, and open connections with a planned answer are closed. */
  heal(): void
  close(): void
}

/** Starts the proxy on a free port of loopback. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const seen: SeenRequest[] = []
  const stalled = new Set<ServerResponse>()
  let cutsNext = false
  let plan: PlannedAnswer | undefined

  function takePlan(kind: PlannedAnswer['to']): PlannedAnswer | undefined {
    if (plan?.to !== kind) return undefined
    const { times, ...current } = plan
    if (times !== undefined) plan = times > 1 ? { ...current, times: times - 1 } : undefined
    return current
  }

  function answerPlanned(
    planned: PlannedAnswer,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ) {
    const { status, headers, body, stalls } = planned
    const { origin = '*' } = incoming.headers
    const type = { 'content-type': 'application/json', 'access-control-allow-origin': origin }
    incoming.resume()
    outgoing.writeHead(status, { ...type, ...headers })
    outgoing.write(body)
    if (!stalls) return outgoing.end()
    stalled.add(outgoing)
    outgoing.once('close', () => stalled.delete(outgoing))
  }

  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming
    if (method !== 'OPTIONS') seen.push({ method, path })
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(method)
    const planned = method === 'OPTIONS' ? undefined : takePlan(isWrite ? 'writes' : 'reads')
    if (planned) return answerPlanned(planned, incoming, outgoing)
    const cut = cutsNext && isWrite
    if (cut) cutsNext = false
    const options = { method, headers: incoming.headers }
    const upstream = request(new URL(path, target), options, (answer) => {
      if (cut) {
        // Only once InsForge has answered in full is the write known to be done.
        answer.resume().once('end', () => incoming.socket.destroy())
        return
      }
      // A browser sends a request again by itself if a connection is cut that it has used before.
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' })
      answer.pipe(outgoing)
    })
    // What InsForge's own death looks like from here.
    upstream.once('error', () => incoming.socket.destroy())
    incoming.pipe(upstream)
  })
  return {
    url: await listen(server),
    seen,
    cutNextWrite: () => {
      cutsNext = true
    },
    answer: (next) => {
      plan = next
    },
    heal: () => {
      cutsNext = false
      plan = undefined
      for (const response of stalled) response.destroy()
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Listens on a free port of loopback and gives the URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
