import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Provider } from '@insforge-auth-starters/local'
import { chromium } from '@playwright/test'
import { findBrowser } from '../browser.ts'
import { inScratch } from '../run.ts'
import { quantile, writePage } from './page.ts'
import { type Arrival, openPage } from './paint.ts'
import { cpuSeconds, residentBytes } from './processes.ts'
import { type Bench, type Checkout, type Measured, serveExamples, serveFloor } from './serve.ts'
import { view } from './views.ts'

/** What is measured, and how often. */
export interface BenchOptions {
  providers: readonly Provider[]
  /** The checkouts; the first one is this. */
  checkouts: readonly Checkout[]
  rounds: number
  /** Whether 20,000 views of each are asked for, which takes an hour, to see the memory afterwards. */
  memory: boolean
  prepared: string
  /** The file for what was measured, as JSON, and the page that shows it. */
  report: string
  page: string
}

/** What one round says of one app, by figure: milliseconds, bytes, or a count. */
export type Round = Readonly<Record<string, number>>

/** What was measured, by the app's name: a list of rounds each. */
export type Measurements = Record<string, Round[]>

/** Rows of the list that is viewed. */
const ROWS = 20

/** Measures the examples and the floor in turns, so that what else the machine does falls on all. */
export function runBench(options: BenchOptions): Promise<boolean> {
  const { providers, checkouts, rounds, memory, prepared, report, page } = options
  return inScratch('bench', async (scratch, endings) => {
    const found = await findBrowser(prepared)
    Object.assign(process.env, found.env)
    const browser = await chromium.launch(found)
    endings.push(() => browser.close())
    const bench: Bench = { scratch, prepared, endings, browser }
    const apps: Measured[] = []
    for (const checkout of checkouts)
      apps.push(...(await serveExamples(checkout, providers, bench)))
    const installed = join(scratch, 'examples', providers[0]?.name ?? '')
    apps.unshift(await serveFloor(installed, bench))
    const measured: Measurements = {}

    async function measure(app: Measured, take: (app: Measured) => Promise<Round>) {
      const figures = await take(app)
      measured[app.name] = [...(measured[app.name] ?? []), figures]
      console.log(app.name.padEnd(16), JSON.stringify(figures))
      writeFileSync(report, JSON.stringify(measured, null, 2))
    }

    for (const app of apps) await warmUp(app)
    for (let round = 0; round < rounds; round++) {
      for (const app of apps) {
        await measure(app, async () => ({
          ...(await measurePaint(bench, app)),
          ...(await measureViews(app)),
        }))
      }
    }
    if (memory) for (const app of apps) await measure(app, measureMemory)
    writeFileSync(page, writePage(measured))
    return true
  })
}

const pageOf = async ({ url, enter }: Measured, rows = ROWS) => {
  const cookies = await enter(rows)
  return { url, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

const warmUp = async (app: Measured) => view(await pageOf(app), 4, 200)

/** Milliseconds of a view, and of CPU; views in a second; requests of the server to the provider. */
async function measureViews(app: Measured): Promise<Round> {
  const page = await pageOf(app)
  const since = Date.now()
  const alone = await view(page, 1, 60)
  const provider = (await app.asked(since)).provider / alone.times.length

  const amount = 240
  const before = [cpuSeconds([app.pid]), cpuSeconds(app.insforge)] as const
  const { perSecond } = await view(page, 8, amount)
  const cpu = (1000 * (cpuSeconds([app.pid]) - before[0])) / amount
  const cpuAll = cpu + (1000 * (cpuSeconds(app.insforge) - before[1])) / amount

  const many =
    app.insforge.length > 0
      ? { rows500: await median(app, 500), rows10000: await median(app, 10_000) }
      : {}
  return { p50: quantile(alone.times, 0.5), perSecond, cpu, cpuAll, provider, ...many }
}

const median = async (app: Measured, rows: number) =>
  quantile((await view(await pageOf(app, rows), 1, 30)).times, 0.5)

/** Milliseconds until the first row is there, and what was loaded and asked for it. */
async function measurePaint({ browser }: Bench, { url, enter, asked }: Measured): Promise<Round> {
  const cookies = await enter(ROWS)
  const open = (arrival: Arrival) =>
    openPage(browser, url, cookies, 'ul[aria-label=Todos] li', arrival)
  const since = Date.now()
  const { painted: blank, scripts, otherScripts, requests } = await open('blank')
  const { insforge } = await asked(since)
  const { painted: byLink, click } = await open('link')
  return { byLink, blank, insforge, scripts, otherScripts, requests, ...(click && { click }) }
}

/** Bytes of memory after so many views. */
async function measureMemory(app: Measured): Promise<Round> {
  const figures: Record<string, number> = {}
  for (let views = 1_000; views <= 20_000; views += 1_000) {
    // A session may not last for all of them.
    await view(await pageOf(app), 8, 1_000)
    if ([1_000, 2_000, 20_000].includes(views)) figures[`rss${views}`] = residentBytes(app.pid)
  }
  return figures
}
