import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Provider, startLocal } from '@insforge-auth-starters/local'
import { freePort, identify, isRunning, parseIdentity } from '@insforge-auth-starters/local/runtime'
import { installAndBuild, installAndBuildFrom, keepBuild, startApp } from './app.ts'
import { findBrowser } from './browser.ts'
import { startFaults } from './faults.ts'
import { readTrips } from './guard/guard.ts'
import {
  type Part,
  playPart,
  playScreenshots,
  playSmokeTest,
  playTests,
  type Tests,
} from './play.ts'
import { FULL_ONLY, listBefore, listLeftOut } from './selection.ts'
import { copyOut } from './ship.ts'
import type { AppStage, Stage } from './stage.ts'
import { recordWebhooks } from './webhooks.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What the runs of one example leave for that of all of them. */
export const keptBuilds = { root, folder: fileURLToPath(new URL('../built', import.meta.url)) }

/** What has to be taken down after a run; the last one comes first. */
export type Endings = (() => unknown)[]

/** How a suite is run. */
interface Suite {
  /** The folder for the reports: `<provider>.<part>.json`, and one of the smoke test. */
  readonly reports: string
  /** Runs what another example stands for, too. */
  readonly full: boolean
  /** The examples whose suites run at the same time; they take turns. */
  readonly beside: readonly string[]
}

/**
 * Tests one example as its users get it: copied out with degit, installed with npm, built, started,
 * and driven in a browser against the emulators. Of several at a time, one is built, and one has the
 * app that all its tests share in the browser; the faults of one come beside the next.
 *
 * @returns whether everything passed. The temporary folder stays behind when something did not.
 */
export async function runProvider(provider: Provider, { reports, full, beside }: Suite) {
  const { name } = provider
  const report = (part: Part | 'smoke') => join(reports, `${name}.${part}.json`)
  for (const part of ['app', 'faults', 'after', 'smoke'] as const) {
    rmSync(report(part), { force: true })
  }
  const steps = ['built', 'played'] as const
  for (const one of steps) rmSync(markOf(reports, name, one), { force: true })
  const mark = (one: Step) => writeFileSync(markOf(reports, name, one), '')
  const own = markOf(reports, name, 'process')
  writeFileSync(own, JSON.stringify(identify(process.pid)))
  const leftOut = full ? [] : [...(await listLeftOut(root, name)), FULL_ONLY]
  const before = await listBefore(root, name, beside)
  try {
    return await inScratch(name, async (scratch, endings) => {
      await step('wait to be built', () => waitUntil('built', reports, before))
      const built = await copyAndBuild(provider, scratch)
      await keepBuild(keptBuilds, name, built.appDir)
      mark('built')
      await step('wait for the suites before', () => waitUntil('played', reports, before))
      const stage = await setStage(provider, scratch, endings, built)
      const play = (part: Part) => playPart(stage, part, report(part), leftOut)
      const app = await play('app')
      mark('played')
      const others = [
        await play('faults'),
        await play('after'),
        await playSmokeTest(stage, report('smoke')),
        await nothingLeft(stage),
      ]
      return app && others.every((passed) => passed)
    })
  } finally {
    steps.forEach(mark)
    rmSync(own, { force: true })
  }
}

/** What other suites wait for: that an example is built, or that its app had the browser. */
type Step = 'built' | 'played'

/** A file that is there once a suite has taken a step, or has ended without it; `process` tells, as
 * long as it runs, which process it is. */
const markOf = (reports: string, name: string, what: Step | 'process') =>
  join(reports, `${name}.${what}`)

/** Waits until these suites, which run at the same time, have taken a step, or were killed. */
export async function waitUntil(step: Step, reports: string, names: readonly string[]) {
  const isMissing = (name: string) =>
    !existsSync(markOf(reports, name, step)) && !wasKilled(markOf(reports, name, 'process'))
  while (names.some(isMissing)) await pause(100)
}

function wasKilled(mark: string): boolean {
  try {
    const suite = parseIdentity(readFileSync(mark, 'utf8'))
    return suite !== undefined && !isRunning(suite)
  } catch {
    return false // it has not begun, or has just ended
  }
}

/** Takes the screenshots of one example into its `screenshots/`. */
export function screenshotProvider(provider: Provider): Promise<boolean> {
  const folder = join(root, 'examples', provider.name, 'screenshots')
  return onStage(provider, (stage) => playScreenshots(stage, folder))
}

/**
 * Runs some tests of the suite against one example, which is otherwise put up as for all of them.
 *
 * @param prepared A folder that several runs, one after the other, share: see `installAndBuildFrom`.
 */
export const runTests = (provider: Provider, tests: Tests, report: string, prepared: string) =>
  onStage(provider, (stage) => playTests(stage, tests, report), prepared)

/** Asks one example more often than the suite does, with sessions of all kinds. */
export const runStress = (provider: Provider, report: string) =>
  onStage(provider, (stage) =>
    playTests(stage, { files: ['suite/interleaved-faults.spec.ts'], title: '' }, report),
  )

function onStage(
  provider: Provider,
  play: (stage: Stage) => Promise<boolean>,
  prepared?: string,
): Promise<boolean> {
  return inScratch(provider.name, async (scratch, endings) =>
    play(
      await setStage(provider, scratch, endings, await copyAndBuild(provider, scratch, prepared)),
    ),
  )
}

/** An example that can be started, and the browser for it. */
type Built = Pick<Stage, 'appDir' | 'guardLog' | 'browser'>

async function copyAndBuild(
  { name }: Provider,
  scratch: string,
  prepared?: string,
): Promise<Built> {
  const guardLog = join(scratch, 'guard.log')
  const browser = await findBrowser(prepared)
  const appDir = await step('copy the example out with degit', () => copyOut(root, name, scratch))
  await step('npm ci, npm run build', () =>
    prepared === undefined
      ? installAndBuild(appDir, guardLog)
      : installAndBuildFrom(prepared, appDir, guardLog),
  )
  return { appDir, guardLog, browser }
}

/** Puts everything up that the tests need; what has to be taken down goes into `endings`. */
async function setStage(
  provider: Provider,
  scratch: string,
  endings: Endings,
  { appDir, guardLog, browser }: Built,
): Promise<Stage> {
  const appUrl = `http://localhost:${await freePort()}`
  const webhooks = await recordWebhooks()
  endings.push(webhooks.close)
  const local = await step('start the emulators', () =>
    startLocal({
      provider,
      appUrl,
      appDir,
      webhookUrl: webhooks.url,
      stateDir: join(scratch, 'state'),
      migrationsDir: join(appDir, 'migrations'),
      ports: { gateway: 0, emulator: 0 },
    }),
  )
  endings.push(local.stop)
  const { insforgeUrl, controlUrl, close } = await startFaults(local)
  endings.push(close)

  const env = { ...local.env, NEXT_PUBLIC_INSFORGE_URL: insforgeUrl }
  const logFile = join(scratch, 'app.log')
  const app = await step('npm run start', () =>
    startApp({ app: appDir, url: appUrl, script: 'start', env, logFile, guardLog, withNpm: true }),
  )
  endings.push(() => app.stop())
  const { emulatorUrl = '', gatewayUrl } = local
  const urls = { appUrl, emulatorUrl, gatewayUrl, controlUrl, webhooksUrl: webhooks.url }
  return { provider: provider.name, appDir, ...urls, env, guardLog, browser, scratch }
}

/** True if the app never tried to leave this machine, and its emulator knew every route that it was
 * asked for; it answers the others with a 501. */
export async function nothingLeft({ guardLog, emulatorUrl }: AppStage): Promise<boolean> {
  const trips = readTrips(guardLog)
  for (const { trip, target } of trips) console.error(`The app tried to leave: ${trip} ${target}`)
  const response = await fetch(`${emulatorUrl}/_emulate/unknown`)
  const { requests } = (await response.json()) as { requests: unknown[] }
  for (const request of requests) console.error('The emulator lacks a route:', request)
  return trips.length === 0 && requests.length === 0
}

/** Does something in a temporary folder, which stays behind when it did not pass. */
export async function inScratch(
  name: string,
  work: (scratch: string, endings: Endings) => Promise<boolean>,
): Promise<boolean> {
  const scratch = mkdtempSync(join(tmpdir(), `e2e-${name}-`))
  // Postgres runs as another user when this runs as root.
  chmodSync(scratch, 0o755)
  const endings: Endings = []
  let passed = false
  try {
    passed = await work(scratch, endings)
  } finally {
    for (const end of endings.reverse()) await end()
  }
  if (passed) rmSync(scratch, { recursive: true })
  else console.error(`Left for you to look at: ${scratch}`)
  return passed
}

/** Says what takes time, and how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begin = performance.now()
  const result = await work()
  console.log(`${what} (${((performance.now() - begin) / 1000).toFixed(1)} s)`)
  return result
}
