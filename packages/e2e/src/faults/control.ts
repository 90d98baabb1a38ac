import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Local } from '@insforge-auth-starters/local'
import { START_TIMEOUT } from '../timeouts.ts'
import { type CuttingProxy, listen } from './cutting-proxy.ts'

/** Lets the tests, which run in processes of their own, break what runs beside the app. */
export interface Control {
  url: string
  close(): void
}

/** What has to be running that can be killed. */
type Parts = Pick<Local, 'env' | 'gatewayUrl' | 'pids' | 'restart'>

/**
 * `POST /kill/<part>`, `/pause/<part>`, `/resume/<part>`, `/restart/<part>`, `/cut-next-write` and
 * `/garble-next-read`; `/heal` undoes whatever of these is still in force.
 */
export async function startControl(local: Parts, proxy: CuttingProxy): Promise<Control> {
  const signal = (name: NodeJS.Signals) => async (part: string) => {
    const pid = local.pids[part]
    if (pid === undefined) throw new Error(`There is no part ${part}`)
    process.kill(pid, name)
  }
  const commands: Record<string, (part: string) => Promise<void>> = {
    kill: signal('SIGKILL'),
    pause: signal('SIGSTOP'),
    resume: signal('SIGCONT'),
    restart: async (part) => {
      await local.restart(part)
      await waitUntilReadable(local)
    },
    'cut-next-write': async () => proxy.cutNextWrite(),
    'garble-next-read': async () => proxy.garbleNextRead(),
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
      await commands[command]?.(part)
      response.writeHead(commands[command] ? 204 : 404).end()
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  return { url: await listen(server), close: () => server.close() }
}

/** Whether there is such a process. */
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
