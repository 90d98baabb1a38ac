import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { providers, type RunningApp, startTogether } from '@insforge-auth-starters/local'
import { freePort } from '@insforge-auth-starters/local/runtime'
import { readyApp, startApp } from './app.ts'
import { findBrowser } from './browser.ts'
import { playTogether } from './play.ts'
import { type Endings, inScratch, keptBuilds, nothingLeft, step, waitUntil } from './run.ts'
import type { AppStage } from './stage.ts'

/**
 * Serves every example, as it was built, over one InsForge, each on a port of its own, and visits them
 * in one browser.
 *
 * @param reports The folder for the report: `all.json`.
 * @param beside The examples whose suites run at the same time: it begins once all had the browser.
 * @returns whether everything passed. The temporary folder stays behind when something did not.
 */
export async function runTogether(reports: string, beside: readonly string[]): Promise<boolean> {
  const report = join(reports, 'all.json')
  rmSync(report, { force: true })
  await step('wait for the suites before', () => waitUntil('played', reports, beside))
  return inScratch('all', async (scratch, endings) => {
    const browser = await findBrowser()
    const apps = await serveAll(scratch, endings)
    const passed = await playTogether({ apps, scratch, browser }, report)
    const clean = await Promise.all(apps.map(nothingLeft))
    return passed && clean.every((one) => one)
  })
}

async function serveAll(scratch: string, endings: Endings): Promise<AppStage[]> {
  const pathsOf = (name: string) => {
    const app = join(scratch, name)
    return { app, logFile: `${app}.log`, guardLog: `${app}.guard.log` }
  }
  for (const { name, title } of providers) {
    const { app, guardLog } = pathsOf(name)
    await step(`${title}, as it was built`, () => readyApp(keptBuilds, name, app, guardLog))
  }
  const apps = await Promise.all(
    providers.map(async (provider) => {
      const appUrl = `http://localhost:${await freePort()}`
      return { provider, appUrl, appDir: pathsOf(provider.name).app, emulatorPort: 0 }
    }),
  )
  const local = await step('start one InsForge and every emulator', () =>
    startTogether({
      apps,
      what: 'all starters',
      stateDir: join(scratch, 'state'),
      migrationsDir: join(keptBuilds.root, 'sql/migrations'),
      gatewayPort: 0,
    }),
  )
  endings.push(local.stop)

  async function serve({ provider, appUrl, emulatorUrl, env: own }: RunningApp) {
    const paths = pathsOf(provider.name)
    const env = { ...local.env, ...own }
    const server = await startApp({ ...paths, url: appUrl, script: 'start', env })
    endings.push(() => server.stop())
    const { app: appDir, guardLog } = paths
    const { gatewayUrl } = local
    return { provider: provider.name, appDir, appUrl, emulatorUrl, gatewayUrl, env, guardLog }
  }
  return step('start each', () => Promise.all(local.apps.map(serve)))
}
