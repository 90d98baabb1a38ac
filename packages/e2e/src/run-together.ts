import { join } from 'node:path'
import { providers, type RunningApp, startTogether } from '@insforge-auth-starters/local'
import { allKnown, stayedHere } from './aftermath.ts'
import { startApp } from './app/app.ts'
import { freePort } from './app/free-port.ts'
import { readyApp } from './app/kept-build.ts'
import { findBrowser } from './browser.ts'
import { playTogether } from './play.ts'
import { keptBuilds } from './run-provider.ts'
import { inScratch } from './scratch.ts'
import type { AppStage } from './stage.ts'
import { step } from './step.ts'

/**
 * Serves every example, as it was built, over one InsForge, each on a port of its own, and visits them
 * in one browser.
 *
 * @param report The file for Playwright's JSON report.
 * @returns whether everything passed. The temporary folder stays behind when something did not.
 */
export function runTogether(report: string): Promise<boolean> {
  return inScratch('all', async (scratch, endings) => {
    const browser = await findBrowser()
    const apps = await serveAll(scratch, endings)
    const passed = await playTogether({ apps, scratch, browser }, report)
    const known = await Promise.all(apps.map(allKnown))
    return passed && apps.every(stayedHere) && known.every((all) => all)
  })
}

async function serveAll(scratch: string, endings: (() => unknown)[]): Promise<AppStage[]> {
  for (const { name, title } of providers) {
    const { app, guardLog } = pathsOf(scratch, name)
    await step(`${title}, as it was built`, () => readyApp(keptBuilds, name, app, guardLog))
  }
  const local = await step('start one InsForge and every emulator', async () =>
    startTogether({
      apps: await Promise.all(
        providers.map(async (provider) => {
          const appUrl = `http://localhost:${await freePort()}`
          return { provider, appUrl, emulatorPort: 0 }
        }),
      ),
      what: 'all starters',
      stateDir: join(scratch, 'state'),
      migrationsDir: join(keptBuilds.root, 'sql/migrations'),
      gatewayPort: 0,
    }),
  )
  endings.push(local.stop)

  async function serve({ provider, appUrl, emulatorUrl, env: own }: RunningApp) {
    const { name } = provider
    const { app, appLog, guardLog } = pathsOf(scratch, name)
    const env = { ...local.env, ...own }
    const files = { logFile: appLog, guardLog }
    const server = await startApp({ app, url: appUrl, script: 'start', env, ...files })
    endings.push(server.stop)
    const { gatewayUrl } = local
    return { provider: name, appDir: app, appUrl, emulatorUrl, gatewayUrl, env, guardLog }
  }
  return step('npm run start, in each', () => Promise.all(local.apps.map(serve)))
}

function pathsOf(scratch: string, name: string) {
  const app = join(scratch, name)
  return { app, appLog: `${app}.log`, guardLog: `${app}.guard.log` }
}
