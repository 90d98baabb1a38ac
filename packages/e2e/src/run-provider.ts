import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Provider, startLocal } from '@insforge-auth-starters/local'
import { allKnown, stayedHere } from './aftermath.ts'
import { build, install, startApp } from './app/app.ts'
import { freePort } from './app/free-port.ts'
import { keepBuild } from './app/kept-build.ts'
import { installAndBuildFrom } from './app/prepared.ts'
import { findBrowser } from './browser.ts'
import { startControl } from './faults/control.ts'
import { startCuttingProxy } from './faults/cutting-proxy.ts'
import {
  type Part,
  playPart,
  playScreenshots,
  playSmokeTest,
  playTests,
  type Tests,
} from './play.ts'
import { inScratch } from './scratch.ts'
import { listLeftOut } from './selection.ts'
import { copyOut } from './ship/copy-out.ts'
import type { Stage } from './stage.ts'
import { step } from './step.ts'
import { takeTurn } from './turns.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What the runs of one example leave for that of all of them. */
export const keptBuilds = { root, folder: fileURLToPath(new URL('../built', import.meta.url)) }

/** What writes a report of its own, as `<provider>.<name>.json`. */
export const reportNames = ['app', 'faults', 'after', 'smoke'] as const

/**
 * Tests one example as its users get it: copied out with degit, installed with npm, built, started,
 * and driven in a browser against the emulators. While it waits for what it has taken down, the next
 * example's suite may begin.
 *
 * @param reports The folder for the reports.
 * @param full Runs what another example stands for, too.
 * @returns whether everything passed. The temporary folder stays behind when something did not.
 */
export async function runProvider(
  provider: Provider,
  reports: string,
  full: boolean,
): Promise<boolean> {
  const leftOut = full ? [] : await listLeftOut(root, provider.name)
  const endTurn = await step('wait for the suites before', () =>
    takeTurn(keptBuilds.folder, provider.name),
  )
  try {
    return await onStage(provider, async (stage) => {
      const report = (name: (typeof reportNames)[number]) =>
        join(reports, `${provider.name}.${name}.json`)
      const play = (part: Part) => playPart(stage, part, report(part), leftOut)
      await keepBuild(keptBuilds, provider.name, stage.appDir)
      const app = await play('app')
      endTurn()
      const others = [
        await play('faults'),
        await play('after'),
        await playSmokeTest(stage, report('smoke')),
        stayedHere(stage),
        await allKnown(stage),
      ]
      return app && others.every((passed) => passed)
    })
  } finally {
    endTurn()
  }
}

/** Takes the screenshots of one example into its `screenshots/`. */
export async function screenshotProvider(provider: Provider): Promise<boolean> {
  const folder = join(root, 'examples', provider.name, 'screenshots')
  return onStage(provider, (stage) => playScreenshots(stage, folder))
}

/**
 * Runs some tests of the suite against one example, which is otherwise put up as for all of them.
 *
 * @param prepared A folder that several runs, one after the other, share: see `installAndBuildFrom`.
 */
export async function runTests(
  provider: Provider,
  tests: Tests,
  report: string,
  prepared: string,
): Promise<boolean> {
  return onStage(provider, (stage) => playTests(stage, tests, report), prepared)
}

function onStage(
  provider: Provider,
  play: (stage: Stage) => Promise<boolean>,
  prepared?: string,
): Promise<boolean> {
  return inScratch(provider.name, async (scratch, endings) =>
    play(await setStage(provider, scratch, endings, prepared)),
  )
}

/** Puts everything up that the tests need; what has to be taken down goes into `endings`. */
async function setStage(
  provider: Provider,
  scratch: string,
  endings: (() => unknown)[],
  prepared?: string,
): Promise<Stage> {
  const guardLog = join(scratch, 'guard.log')
  const appLog = join(scratch, 'app.log')
  const browser = await findBrowser(prepared)
  const appDir = await step('copy the example out with degit', () =>
    copyOut(root, provider.name, scratch),
  )
  await step('npm ci, npm run build', async () => {
    if (prepared !== undefined) return installAndBuildFrom(prepared, appDir, guardLog)
    await install(appDir)
    await build(appDir, guardLog)
  })

  const appUrl = `http://localhost:${await freePort()}`
  const local = await step('start the emulators', () =>
    startLocal({
      provider,
      appUrl,
      stateDir: join(scratch, 'state'),
      migrationsDir: join(appDir, 'migrations'),
      ports: { gateway: 0, emulator: 0 },
    }),
  )
  endings.push(local.stop)
  const proxy = await startCuttingProxy(local.gatewayUrl)
  endings.push(proxy.close)
  const control = await startControl(local, proxy)
  endings.push(control.close)

  const env = { ...local.env, NEXT_PUBLIC_INSFORGE_URL: proxy.url }
  const app = await step('npm run start', () =>
    startApp({ app: appDir, url: appUrl, script: 'start', env, logFile: appLog, guardLog }),
  )
  endings.push(app.stop)
  return {
    provider: provider.name,
    appDir,
    appUrl,
    emulatorUrl: local.emulatorUrl ?? '',
    gatewayUrl: local.gatewayUrl,
    controlUrl: control.url,
    env,
    guardLog,
    browser,
    scratch,
  }
}
