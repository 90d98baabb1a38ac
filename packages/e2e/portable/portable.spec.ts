import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, Part, processesIn, run } from '@insforge-auth-starters/local/runtime'
import { answers, copySource } from '../src/app.ts'
import { loadDriver, newPerson } from '../src/driver.ts'
import { plainEnvironment } from '../src/environment.ts'
import { blocksOf, sectionOf } from '../src/readme.ts'
import { LONG_TIMEOUT, readPortableStage } from '../src/stage.ts'
import * as list from '../suite/list.ts'
import { expect, test } from '../suite/watched.ts'

const { apps, archive } = readPortableStage()

/** What the README has the reader type: what installs, with npm or with pnpm, and what starts. */
function commandsFor(app: string, manager: string) {
  const section = sectionOf(
    readFileSync(join(app, 'README.md'), 'utf8'),
    '## Run it without an account',
  )
  const lines = blocksOf(section).at(-1)?.text.trim().split('\n') ?? []
  const [, withPnpm = ''] = /`(pnpm add [^`]+)`/.exec(section) ?? []
  const pnpm = withPnpm.replace(/^pnpm/, 'npx -y pnpm@12.21.0')
  const install = manager === 'npm' ? lines.slice(0, -1) : [pnpm]
  return {
    install: install.join('\n').replace('PATH_TO_THE_ARCHIVE', archive),
    start: lines.at(-1) ?? '',
  }
}

for (const { provider, appDir } of apps) {
  for (const manager of ['npm', 'pnpm']) {
    test(`${provider}, installed with ${manager}: signed up, stopped, and there again with its rows`, async ({
      page,
    }) => {
      const app = `${appDir}-${manager}`
      copySource(appDir, app, ...(manager === 'npm' ? [] : ['package-lock.json']))
      const { install, start } = commandsFor(app, manager)
      const inApp = { cwd: app, env: plainEnvironment() }
      await run('bash', ['-e', '-c', install], inApp)

      const [port, gateway, emulator] = [await freePort(), await freePort(), await freePort()]
      const ports = `--port ${port} --gateway-port ${gateway} --emulator-port ${emulator}`
      const appUrl = `http://localhost:${port}`
      const emulatorUrl = `http://127.0.0.1:${emulator}`
      const stage = {
        provider,
        appDir: app,
        appUrl,
        emulatorUrl,
        gatewayUrl: '',
        env: {},
        guardLog: '',
      }
      const { pages } = await loadDriver(provider)
      const person = newPerson()

      const whileItRuns = async (use: () => Promise<void>) => {
        expect(processesIn(app)).toEqual([])
        const args = ['-e', '-c', `exec ${start.replace(' -- ', ` ${ports} -- `)}`]
        const part = { name: 'The command', command: 'bash', args, ...inApp }
        const server = await Part.start(part, `${app}.log`)
        try {
          await server.readyWhen(LONG_TIMEOUT, () => answers(appUrl))
          await use()
          // One that is still open would load itself again when the server is back.
          await page.goto('about:blank')
          // As Ctrl-C does, which reaches every process of the terminal.
          process.kill(-server.pid, 'SIGINT')
          await server.ended
          // What Next itself leaves, to send its telemetry, ends by itself.
          await expect.poll(() => processesIn(app)).toEqual([])
        } finally {
          await server.stop()
        }
      }

      await whileItRuns(async () => {
        await page.goto(appUrl)
        await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click()
        await expect(page).toHaveURL((url) => url.href.startsWith(pages.signInPage(stage)))
        await pages.signUp(page, person, stage)
        await list.add(page, 'milk')
      })
      await whileItRuns(async () => {
        await page.goto(`${appUrl}/todos`)
        await expect(list.checkbox(page, 'milk')).toBeVisible()
        await list.add(page, 'bread')
      })
    })
  }
}
