import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  findProvider,
  type Local,
  type LocalOptions,
  type ProviderName,
  providers,
  startLocal,
  startTogether,
  type Together,
} from '../../src/index.ts'
import { identify } from '../../src/runtime/identity.ts'
import { processesIn } from '../../src/runtime/run.ts'

export const migrationsDir = fileURLToPath(new URL('../../../../sql/migrations', import.meta.url))

/** Starts InsForge alone, on free ports. */
export function start(stateDir: string, options: Partial<LocalOptions> = {}): Promise<Local> {
  return startLocal({
    stateDir,
    migrationsDir,
    appUrl: 'http://localhost:3000',
    ports: { gateway: 0, emulator: 0 },
    ...options,
  })
}

/** Starts InsForge and the emulator of every provider, on free ports. */
export function startEvery(stateDir: string): Promise<Together> {
  const apps = providers.map((provider, index) => {
    return { provider, appUrl: `http://localhost:${3000 + index}`, emulatorPort: 0 }
  })
  return startTogether({ apps, what: 'all of them', stateDir, migrationsDir, gatewayPort: 0 })
}

/** A provider that is there. */
export function providerOf(name: ProviderName) {
  const provider = findProvider(name)
  if (!provider) throw new Error(`${name} is missing`)
  return provider
}

/** Inserts a row, or lists the titles, with administrator's rights. */
export async function todos(local: Pick<Local, 'env'>, title?: string): Promise<string[]> {
  const response = await fetch(`${local.env.INSFORGE_URL}/api/database/records/todos`, {
    headers: {
      authorization: `Bearer ${local.env.INSFORGE_API_KEY}`,
      'content-type': 'application/json',
      prefer: 'return=representation',
    },
    ...(title && { method: 'POST', body: JSON.stringify({ title, user_id: 'me' }) }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return ((await response.json()) as { title: string }[]).map((row) => row.title).sort()
}

/** Whether none of these processes runs, nor any of their groups or that works in the folder. */
export function allGone(pids: Readonly<Record<string, number>>, folder: string): boolean {
  const leaders = Object.values(pids)
  const lines = execFileSync('ps', ['-axo', 'pgid=,pid=,state='], { encoding: 'utf8' }).split('\n')
  const isOfOurs = (line: string) => {
    const [group, , state = 'Z'] = line.trim().split(/\s+/)
    return leaders.includes(Number(group)) && !state.startsWith('Z')
  }
  // Postgres' sessions are told by their folder.
  const left = [...leaders, ...processesIn(folder)].filter((pid) => identify(pid) !== undefined)
  return left.length === 0 && !lines.some(isOfOurs)
}
