import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Provider, providers } from '@insforge-auth-starters/local'
import { buildPackage, pack } from '@insforge-auth-starters/local/build'
import { findBrowser } from './browser.ts'
import { playPortable } from './play.ts'
import { inScratch, keptBuilds, step } from './run.ts'
import { copyOut } from './ship.ts'

/**
 * Packs the local services, and runs examples with them that were copied out: each installed with npm
 * and with pnpm, driven in a browser, stopped, and started again.
 *
 * @param report The file for Playwright's JSON report.
 * @returns whether everything passed. The temporary folder stays behind when something did not.
 */
export function runPortable(report: string, these: readonly Provider[] = providers) {
  return inScratch('portable', async (scratch) => {
    const browser = await findBrowser()
    const archive = await step('pack the local services', async () => {
      await buildPackage(join(scratch, 'package'))
      return pack(join(scratch, 'package'), scratch)
    })
    const apps = []
    for (const { name } of these) {
      const folder = join(scratch, name)
      mkdirSync(folder)
      const copy = () => copyOut(keptBuilds.root, name, folder)
      apps.push({ provider: name, appDir: await step(`copy ${name} out with degit`, copy) })
    }
    return playPortable({ apps, archive, scratch, browser }, report)
  })
}
