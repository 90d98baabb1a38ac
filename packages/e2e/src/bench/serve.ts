import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { type Provider, startTogether } from '@insforge-auth-starters/local'
import { freePort } from '@insforge-auth-starters/local/runtime'
import type { Browser } from '@playwright/test'
import { installAndBuildFrom, startApp } from '../app.ts'
import { createUser, loadDriver, type Person } from '../driver.ts'
import { type Endings, step } from '../run.ts'
import { listShipped } from '../ship.ts'
import type { AppStage } from '../stage.ts'
import { buildFloor } from './floor.ts'
import type { Cookies } from './paint.ts'

/** An app that is measured. */
export interface Measured {
  name: string
  /** The page that is viewed. */
  url: string
  pid: number
  /** The processes of InsForge that it asks. */
  insforge: readonly number[]
  /** A new session of a user with so many rows; the floor has none. */
  enter(rows: number): Promise<Cookies>
  /** How many requests InsForge, and the provider, got since that moment. */
  asked(since: number): Promise<Readonly<Record<'insforge' | 'provider', number>>>
}

/** A checkout whose examples are measured, and what is behind their names in the table. */
export interface Checkout {
  root: string
  suffix: string
}

/** What all apps of a run share. */
export interface Bench {
  scratch: string
  /** Where what was installed is kept: see `installAndBuildFrom`. */
  prepared: string
  endings: Endings
  browser: Browser
}

/** Installs, builds and starts the examples of a checkout over one InsForge. */
export async function serveExamples(
  { root, suffix }: Checkout,
  providers: readonly Provider[],
  { scratch, prepared, endings, browser }: Bench,
): Promise<Measured[]> {
  const folder = join(scratch, `examples${suffix}`)
  const guardLog = join(folder, 'guard.log')
  for (const { name, title } of providers) {
    const app = join(folder, name)
    for (const file of await listShipped(root, name)) {
      cpSync(join(root, 'examples', name, file), join(app, file))
    }
    await step(`build ${title}${suffix}`, () => installAndBuildFrom(prepared, app, guardLog))
  }
  const apps = await Promise.all(
    providers.map(async (provider) => {
      return { provider, appUrl: `http://localhost:${await freePort()}`, emulatorPort: 0 }
    }),
  )
  const local = await startTogether({
    apps,
    what: `the bench${suffix}`,
    stateDir: join(scratch, `state${suffix}`),
    migrationsDir: join(root, 'sql/migrations'),
    gatewayPort: 0,
  })
  endings.push(local.stop)
  const { gatewayUrl, pids } = local
  const insforge = ['postgres', 'postgrest', 'gateway'].map((part) => pids[part] ?? 0)
  return Promise.all(
    local.apps.map(async ({ provider, appUrl, emulatorUrl, env: own }) => {
      const appDir = join(folder, provider.name)
      const env = { ...local.env, ...own }
      const logFile = `${appDir}.log`
      const server = await startApp({
        app: appDir,
        url: appUrl,
        script: 'start',
        env,
        logFile,
        guardLog,
      })
      endings.push(() => server.stop())
      const app = {
        provider: provider.name,
        appDir,
        appUrl,
        emulatorUrl,
        gatewayUrl,
        env,
        guardLog,
      }
      return {
        name: `${provider.title}${suffix}`,
        url: `${appUrl}/todos`,
        pid: server.pid,
        insforge,
        enter: enterWith(app, browser),
        asked: (since) => countAsked(app, since),
      }
    }),
  )
}

/** The same of the floor. */
export async function serveFloor(like: string, { scratch, endings }: Bench): Promise<Measured> {
  const app = join(scratch, 'floor')
  await step('build the floor', () => buildFloor(app, like))
  const url = `http://localhost:${await freePort()}`
  const [logFile, guardLog] = [join(scratch, 'floor.log'), join(scratch, 'floor.guard.log')]
  const server = await startApp({ app, url, script: 'start', env: {}, logFile, guardLog })
  endings.push(() => server.stop())
  return {
    name: 'floor',
    url,
    pid: server.pid,
    insforge: [],
    enter: async () => [],
    asked: async () => ({ insforge: 0, provider: 0 }),
  }
}

const admin = ({ env }: AppStage) => ({
  'x-api-key': env.INSFORGE_API_KEY ?? '',
  'content-type': 'application/json',
})

/** Signs in as the user of so many rows; a session may not last as long as the bench. */
function enterWith(app: AppStage, browser: Browser): Measured['enter'] {
  const users = new Map<number, Promise<Person>>()
  return async (rows) => {
    const user = users.get(rows) ?? createWithRows(app, rows)
    users.set(rows, user)
    const context = await browser.newContext()
    const { pages } = await loadDriver(app.provider)
    await pages.enter(context, await user, app)
    const cookies = await context.cookies(app.appUrl)
    await context.close()
    return cookies
  }
}

async function createWithRows(app: AppStage, amount: number): Promise<Person> {
  const person = await createUser(app)
  const listed = await fetch(`${app.emulatorUrl}/_emulate/users`)
  const { users } = (await listed.json()) as { users: { id?: string; user_id?: string }[] }
  const user = users.find((one) => JSON.stringify(one).includes(JSON.stringify(person.email)))
  const rows = Array.from({ length: amount }, (_, n) => ({
    id: randomUUID(),
    user_id: user?.id ?? user?.user_id,
    title: `${randomUUID().slice(0, 8)} ${n}: something that has to be done`,
    is_complete: n % 3 === 0,
    created_at: new Date(Date.now() - 1000 * n).toISOString(),
  }))
  const stored = await fetch(`${app.gatewayUrl}/api/database/records/todos`, {
    method: 'POST',
    headers: admin(app),
    body: JSON.stringify(rows),
  })
  if (!stored.ok) throw new Error(`InsForge stores no rows: ${await stored.text()}`)
  return person
}

async function countAsked(app: AppStage, since: number) {
  const count = async (url: string) => {
    const answer = await fetch(`${url}/_emulate/log`, { headers: admin(app) })
    const { requests } = (await answer.json()) as {
      requests: { at: number | string; method: string }[]
    }
    // Not what browsers ask first about another origin.
    const views = requests.filter(({ method }) => method !== 'OPTIONS')
    return views.filter(({ at }) => new Date(at).getTime() >= since).length
  }
  return { insforge: await count(app.gatewayUrl), provider: await count(app.emulatorUrl) }
}
