import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Local } from '@insforge-auth-starters/local'
import { START_TIMEOUT } from '../timeouts.ts'
import { type CuttingProxy, listen, type PlannedAnswer } from './cutting-proxy.ts'

/** Lets the tests, which run in processes of their own, break what runs beside the app. */
export interface Control {
  url: string
  close(): void
}

/** What has to be running that can be killed. */
type Parts = Pick<Local, 'env' | 'gatewayUrl' | 'pids' | 'restart'>

/**
 * `POST /kill/<part>`, `/pause/<part>`, `/resume/<part>`, `/restart/<part>`, `/cut-next-write`, and
 * `/answer` with a `PlannedAnswer`; `/heal` undoes all of these that are still in force.
 * `GET /seen` lists the requests of the app to InsForge.
 */
export async function startControl(local: Parts, proxy: CuttingProxy): Promise<Control> {
  const signal = (name: NodeJS.Signals) => async (part: string) => {
    const pid = local.pids[part]
    if (pid === undefined) throw new Error(`There is no part ${part}`)
    process.kill(pid, name)
  }
  const commands: Record<string, (part: string, body?: PlannedAnswer) => Promise<void>> = {
    kill: signal('SIGKILL'),
    pause: signal('SIGSTOP'),
    resume: signal('SIGCONT'),
    restart: async (part) => {
      await local.restart(part)
      await waitUntilReadable(local)
    },
    'cut-next-write': async () => proxy.cutNextWrite(),
    answer: async (_, plan) => {
      if (plan) proxy.answer(plan)
    },
    heal: async () => {
      proxy.heal()
      for (const [part, pid] of Object.entries(local.pids)) {
        if (isRunning(pid)) process.kill(pid, 'SIGCONT')
        else await local.restart(part)
      }
      await waitUntilReadable(local)
    },
  }
  const server = createServer(async (request, response) => {
    const [, command = '', part = ''] = (request.url ?? '').split('/')
    try {
      if (command === 'seen') return response.end(JSON.stringify(proxy.seen))
      const hasBody = request.headers['content-type'] === 'application/json'
      const body = hasBody ? ((await json(request)) as PlannedAnswer) : undefined
      await commands[command]?.(part, body)
      response.writeHead(commands[command] ? 204 : 404).end()
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  return { url: await listen(server), close: () => server.close() }
}

/** True if the process is running. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    return false
  }
}

/** PostgREST needs a moment until it has a new database. */
async function waitUntilReadable({ gatewayUrl, env }: Parts): Promise<void> {
  const url = `${gatewayUrl}/api/database/records/todos?limit=0`
  const headers = { 'x-api-key': env.INSFORGE_API_KEY ?? '' }
  const signal = AbortSignal.timeout(START_TIMEOUT)
  while ((await fetch(url, { headers, signal })).status !== 200) {
    await pause(50, undefined, { signal })
  }
}
