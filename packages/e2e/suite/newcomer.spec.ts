import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, Part, run } from '@insforge-auth-starters/local/runtime'
import type { ConsoleMessage, Page } from '@playwright/test'
import { answers } from '../src/app.ts'
import { newPerson } from '../src/driver.ts'
import { plainEnvironment } from '../src/environment.ts'
import { type AppStage, LONG_TIMEOUT } from '../src/stage.ts'
import * as list from './list.ts'
import { addOwnPages, expectStyled } from './own-pages.ts'
import { consoleOf, expect, provider, signOut, stage, test } from './test.ts'

function isExpected(message: ConsoleMessage): boolean {
  const text = message.text()
  // Where the browser itself asks InsForge, its console has the proof's refusal.
  const isProof = message.location().url.includes('/api/database/records/')
  // How soon a page uses what it preloads hangs on how long the server builds the next one.
  const isHint = / was preloaded using link preload but not used within /.test(text)
  return isProof || isHint || (provider.saysForTests?.test(text) ?? false)
}

/** Changes pages before React takes them over, as extensions of browsers do. */
function changeAsExtension() {
  const mark = () => {
    document.documentElement?.setAttribute('data-extension', 'on')
    document.body?.setAttribute('cz-shortcut-listen', 'true')
  }
  new MutationObserver(mark).observe(document, { childList: true, subtree: true })
}

/** Signs up, out and in again, adds a todo, and asks whether the set-up is right. */
async function useApp(page: Page, app: AppStage) {
  const person = newPerson()
  // What is still being streamed may stand in the document a second time, hidden, beside it.
  const main = page.getByRole('main')
  const goToSignIn = async () => {
    await main.getByRole('link', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL((url) => url.href.startsWith(provider.signInPage(app)))
  }
  await page.goto(app.appUrl)
  await expect(page.locator('body')).toHaveAttribute('cz-shortcut-listen', 'true')
  await goToSignIn()
  await provider.signUp(page, person, app)
  await list.add(page, 'milk')
  await signOut(page)
  await goToSignIn()
  await provider.signIn(page, person, app)
  await expect(list.checkbox(page, 'milk')).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('cz-shortcut-listen', 'true')
  await main.getByRole('link', { name: 'Is this app set up right?' }).click()
  const known = new RegExp(
    `^InsForge accepts it and knows its user, ${provider.userId.source.slice(1, -1)}\\.$`,
  )
  await expect(main.getByText(known)).toBeVisible()
  await expect(main.getByText('Users in todos: ok', { exact: true })).toBeVisible()
  await expect(main.getByText(/: wrong$/)).toHaveCount(0)
}

test('in a fresh clone one command runs the example, without any account', async ({ page }) => {
  test.setTimeout(LONG_TIMEOUT)
  const clone = join(stage.scratch, 'clone')
  const remote = join(stage.scratch, 'remote/owner/repo.git')
  await run('git', ['clone', '--quiet', remote, clone], { cwd: stage.scratch })
  addOwnPages(join(clone, 'examples', stage.provider))
  const pnpm = ['-y', 'pnpm@12.21.0']
  const [port, gateway, emulator] = [await freePort(), await freePort(), await freePort()]
  const elsewhere = ['--gateway-port', `${gateway}`, '--emulator-port', `${emulator}`]
  const inClone = { cwd: clone, env: plainEnvironment() }

  const logFile = join(stage.scratch, 'newcomer.log')
  const appUrl = `http://localhost:${port}`
  const dev = ['dev', stage.provider, '--port', `${port}`, ...elsewhere]
  const command = { name: 'The command', command: 'npx', args: [...pnpm, ...dev] }
  const server = await Part.start({ ...command, ...inClone }, logFile)
  try {
    // Reported once the app answers, after everything is installed.
    const isReady = () => readFileSync(logFile, 'utf8').includes(`App       ${appUrl}`)
    await server.readyWhen(LONG_TIMEOUT, async () => isReady() && (await answers(appUrl)))
    const said = consoleOf(page, isExpected)
    await page.addInitScript(changeAsExtension)
    await useApp(page, { ...stage, emulatorUrl: `http://127.0.0.1:${emulator}`, appUrl })
    await expectStyled(page, appUrl)
    expect(said, 'React has nothing to say about hydration').toEqual([])
    // As Ctrl-C does, which reaches every process of the terminal.
    process.kill(-server.pid, 'SIGINT')
    await server.ended
    await expect(fetch(appUrl)).rejects.toThrow('fetch failed')
  } finally {
    await server.stop()
  }
  expect(existsSync(join(clone, '.local', stage.provider))).toBe(true)

  const local = ['local', stage.provider, ...elsewhere, '--', 'printenv']
  expect(await run('npx', [...pnpm, ...local], inClone)).toContain('INSFORGE_JWT_SECRET=')
})
