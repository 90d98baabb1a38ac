import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Local } from '@insforge-auth-starters/local'
import { listen } from './listen.ts'
import { START_TIMEOUT } from './stage.ts'

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
async function startProxy(target: string) {
  /** Every request since the start, oldest first; preflight requests of browsers are left out. */
  const seen: SeenRequest[] = []
  const stalled = new Set<ServerResponse>()
  /** The next write is passed on and carried out; its answer never arrives. */
  let cutsNext = false
  let plan: PlannedAnswer | undefined

  function takePlan(kind: PlannedAnswer['to']): PlannedAnswer | undefined {
    if (plan?.to !== kind) return undefined
    const { times, ...current } = plan
    if (times !== undefined) plan = times > 1 ? { ...current, times: times - 1 } : undefined
    return current
  }

  function answerPlanned(planned: PlannedAnswer, incoming: IncomingMessage, out: ServerResponse) {
    const { origin = '*' } = incoming.headers
    const type = { 'content-type': 'application/json', 'access-control-allow-origin': origin }
    incoming.resume()
    out.writeHead(planned.status, { ...type, ...planned.headers }).write(planned.body)
    if (!planned.stalls) return out.end()
    stalled.add(out)
    out.once('close', () => stalled.delete(out))
  }

  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming
    if (method !== 'OPTIONS') seen.push({ method, path })
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(method)
    const planned = method === 'OPTIONS' ? undefined : takePlan(isWrite ? 'writes' : 'reads')
    if (planned) return answerPlanned(planned, incoming, outgoing)
    const cut = cutsNext && isWrite
    if (cut) cutsNext = false
    const upstream = request(new URL(path, target), { method, headers }, (answer) => {
      // Only once InsForge has answered in full is the write known to be done.
      if (cut) return answer.resume().once('end', () => incoming.socket.destroy())
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
    answer: (next: PlannedAnswer) => {
      plan = next
    },
    /** From now on requests are passed on, and open connections with a planned answer are closed. */
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

/** Lets the tests, which run in processes of their own, break what runs beside the app. */
interface Faults {
  /** What the app is told InsForge's address is. */
  insforgeUrl: string
  controlUrl: string
  close(): void
}

/**
 * `POST /kill/<part>`, `/pause/<part>`, `/resume/<part>`, `/restart/<part>`, `/cut-next-write`, and
 * `/answer` with a `PlannedAnswer`; `/heal` undoes all of these that are still in force.
 * `GET /seen` lists the requests of the app to InsForge.
 */
export async function startFaults(local: Local): Promise<Faults> {
  const proxy = await startProxy(local.gatewayUrl)
  const signal = (name: NodeJS.Signals) => (part: string) => {
    const pid = local.pids[part]
    if (pid === undefined) throw new Error(`There is no part ${part}`)
    process.kill(pid, name)
  }
  const commands: Record<string, (part: string, body: unknown) => unknown> = {
    kill: signal('SIGKILL'),
    pause: signal('SIGSTOP'),
    resume: signal('SIGCONT'),
    restart: async (part) => {
      await local.restart(part)
      await waitUntilReadable(local)
    },
    'cut-next-write': proxy.cutNextWrite,
    answer: (_, plan) => proxy.answer(plan as PlannedAnswer),
    heal: async () => {
      proxy.heal()
      for (const [part, pid] of Object.entries(local.pids)) {
        if (!signalled(pid)) await local.restart(part)
      }
      await waitUntilReadable(local)
    },
  }
  const server = createServer(async (incoming, response) => {
    const [, command = '', part = ''] = (incoming.url ?? '').split('/')
    try {
      if (command === 'seen') return response.end(JSON.stringify(proxy.seen))
      const hasBody = incoming.headers['content-type'] === 'application/json'
      await commands[command]?.(part, hasBody ? await json(incoming) : undefined)
      response.writeHead(commands[command] ? 204 : 404).end()
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  const close = () => {
    server.close()
    proxy.close()
  }
  return { insforgeUrl: proxy.url, controlUrl: await listen(server), close }
}

/** Lets a process go on that was paused; false if there is none. */
function signalled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGCONT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    return false
  }
}

/** PostgREST needs a moment until it has a new database. */
async function waitUntilReadable({ gatewayUrl, env }: Local): Promise<void> {
  const url = `${gatewayUrl}/api/database/records/todos?limit=0`
  const headers = { 'x-api-key': env.INSFORGE_API_KEY ?? '' }
  const signal = AbortSignal.timeout(START_TIMEOUT)
  while ((await fetch(url, { headers, signal })).status !== 200) {
    await pause(50, undefined, { signal })
  }
}
