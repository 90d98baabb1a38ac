import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { findProvider, type Local, startLocal } from '@insforge-auth-starters/local'
import { freePort, run } from '@insforge-auth-starters/local/runtime'
import type { Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import { plainEnvironment } from '../src/environment.ts'
import { blocksOf, sectionOf } from '../src/readme.ts'
import { LONG_TIMEOUT } from '../src/stage.ts'
import { openTerminal } from '../src/terminal.ts'
import { expectDeleted, submitDeletion } from './account.ts'
import { isServerRendered } from './actions.ts'
import { copyApp, withApp } from './app.ts'
import * as list from './list.ts'
import { addOwnPages, expectRecovery, expectStyled } from './own-pages.ts'
import { expect, provider, stage, test } from './test.ts'

const readme = readFileSync(join(stage.appDir, 'README.md'), 'utf8')

/** A recipe under "Make it yours": its blocks of code, in their order, with the files that they are about. */
function recipe(heading: string) {
  const section = sectionOf(sectionOf(readme, '## Make it yours'), `### ${heading}`)
  return blocksOf(section).map(({ language, name, text }) => {
    return { language, path: name ?? /^\+\+\+ b\/(.+)$/m.exec(text)?.[1], text }
  })
}

/**
 * Does in a copied-out example what the blocks say: runs commands, writes files, applies diffs, and
 * pastes SQL into the newest migration.
 */
async function follow(app: string, heading: string, type: (commands: string) => Promise<unknown>) {
  for (const { language, path, text } of recipe(heading)) {
    if (language === 'sh') await type(text)
    else if (language === 'sql') {
      const newest = readdirSync(join(app, 'migrations')).sort().at(-1) ?? ''
      writeFileSync(join(app, 'migrations', newest), text)
    } else if (path === undefined) throw new Error(`A block of ${language} names no file:\n${text}`)
    else if (language === 'diff') applyDiff(join(app, path), text)
    else {
      mkdirSync(dirname(join(app, path)), { recursive: true })
      writeFileSync(join(app, path), text)
    }
  }
}

/** Applies a diff without line numbers, as a person reads it. */
function applyDiff(path: string, diff: string) {
  for (const hunk of diff.split(/^@@.*\n/m).slice(1)) {
    const side = (mark: '-' | '+') =>
      hunk
        .split('\n')
        .filter((line) => [' ', mark].includes(line[0] ?? ''))
        .map((line) => `${line.slice(1)}\n`)
        .join('')
    change(path, side('-'), side('+'))
  }
}

/** Replaces what is to be changed, which is in one place. */
function change(path: string, before: string | RegExp, after: string) {
  const text = readFileSync(path, 'utf8')
  const places =
    typeof before === 'string'
      ? text.split(before).length - 1
      : text.match(new RegExp(before, 'g'))?.length
  expect(places, `how often ${path} has this:\n${before}`).toBe(1)
  writeFileSync(
    path,
    text.replace(before, () => after),
  )
}

/** An InsForge and an emulator of the provider for this copy alone: its schema becomes another. */
async function startOwnLocal(app: string): Promise<{ local: Local; url: string }> {
  const own = findProvider(stage.provider)
  if (!own) throw new Error(`There is no provider ${stage.provider}`)
  const url = `http://localhost:${await freePort()}`
  const local = await startLocal({
    provider: own,
    appUrl: url,
    appDir: app,
    stateDir: `${app}-state`,
    migrationsDir: join(app, 'migrations'),
    ports: { gateway: 0, emulator: 0 },
  })
  return { local, url }
}

/** Opens a terminal in a copy that is linked to an InsForge. */
async function linkedTerminal(app: string, { gatewayUrl, env }: Local) {
  const type = openTerminal(app)
  const where = `--api-base-url ${gatewayUrl} --api-key ${env.INSFORGE_API_KEY}`
  await type(`npx @insforge/cli@0.2.8 link ${where}`)
  return type
}

const removeAccount = 'Remove the account page'

/** What a copy has to pass; the build checks its types, too. */
const checks = 'npm run lint && npm test && npm run build'

/** Expects that the doctor of a copy finds nothing wrong with it and this InsForge, and what it says. */
async function expectHealthy(app: string, { env }: Local, says: RegExp) {
  const options = { cwd: app, env: { ...plainEnvironment(), ...env } }
  const said = await run('npm', ['run', '--silent', 'doctor'], options)
  // Where the app signs no tokens itself, it takes one of a user to go on.
  expect(said).toMatch(isServerRendered ? says : /Tables: not checked\./)
}

/** Opens a page of the app as a new user, in a browser that knows none. */
async function openAs(page: Page, local: Local, url: string, path: string) {
  const app = { ...stage, appUrl: url, emulatorUrl: local.emulatorUrl ?? '', env: local.env }
  await provider.enter(page.context(), await createUser(app), app)
  await page.goto(`${url}${path}`)
}

test('the README has the six recipes, and a column takes at most four files', () => {
  for (const heading of ['Rename the app', 'Change the colors']) recipe(heading)
  for (const heading of ['Add a table with its page', 'Remove the demo', removeAccount]) {
    expect(recipe(heading), heading).not.toEqual([])
  }
  const files = recipe('Add a column').filter(({ path }) => path !== undefined)
  expect(files.length).toBeGreaterThan(0)
  expect(files.length).toBeLessThanOrEqual(4)
})

test('name, colors, a column, a table with its page, pages of one’s own, and no account page, in one copy', async ({
  page,
  browser,
}) => {
  test.setTimeout(LONG_TIMEOUT)
  const { app } = copyApp('yours', 'to build')
  const { local, url } = await startOwnLocal(app)
  try {
    const type = await linkedTerminal(app, local)
    change(join(app, 'app/layout.tsx'), /(?<=const name = ')[^']+/, 'Plant Diary')
    change(join(app, 'auth/accent.css'), /(?<=--accent: light-dark\()[^,]+/, '#0b6e4f')
    await follow(app, 'Add a column', type)
    await follow(app, 'Add a table with its page', type)
    await follow(app, removeAccount, type)
    addOwnPages(app)
    await type(checks)
    await expectHealthy(app, local, /Migrations: The database has: todos, notes\./)

    await withApp('start', { env: local.env, app, url }, async () => {
      await openAs(page, local, url, '/todos')
      const name = page.getByRole('banner').getByRole('link', { name: 'Plant Diary' })
      await expect(name).toBeVisible()
      await expect(page).toHaveTitle(/Plant Diary/)
      const add = page.getByRole('button', { name: 'Add', exact: true })
      await expect(add).toHaveCSS('background-color', 'rgb(11, 110, 79)')

      await list.field(page).fill('water the plants')
      await page.getByLabel('Due on').fill('2026-12-24')
      await list.stored(page, () => list.press(page, 'Add'))
      const due = list.rows(page).getByText('2026-12-24')
      await expect(due).toBeVisible()
      await page.reload()
      await expect(due).toBeVisible()
      await list.stored(page, () => list.press(page, 'Delete “water the plants”'))
      await list.stored(page, () => list.press(page, 'Undo'))
      await page.reload()
      await expect(list.rows(page)).toHaveText([/water the plants/])
      await list.stored(page, () => list.submit(page, 'without a date'))

      await page.goto(`${url}/notes`)
      const noteField = (page: Page) => page.getByRole('textbox', { name: 'New note' })
      const field = noteField(page)
      await field.fill('buy soil')
      await list.press(page, 'Save')
      await expect(page.getByText('buy soil')).toBeVisible()
      await page.reload()
      await expect(page.getByText('buy soil')).toBeVisible()
      await field.fill('   ')
      await list.press(page, 'Save')
      await expect(page.getByText('Write something.')).toBeVisible()
      for (const path of ['/account', '/account/export', '/api/webhooks/users']) {
        expect((await page.request.get(`${url}${path}`)).status(), path).toBe(404)
      }

      const other = await browser.newPage()
      await openAs(other, local, url, '/notes')
      await expect(noteField(other)).toBeVisible()
      await expect(other.getByText('buy soil')).toHaveCount(0)
      await other.close()

      await expectStyled(page, url)
      await expectRecovery(page, url)
    })
  } finally {
    await local.stop()
  }
})

test('without the demo a copy passes its own checks, and nothing is left', async ({ page }) => {
  test.setTimeout(LONG_TIMEOUT)
  const { app } = copyApp('no-demo', 'to build')
  const type = openTerminal(app)
  await follow(app, 'Remove the demo', type)
  const home = "{ path: '/', text: 'Open your notes' }"
  change(join(app, 'app/page.tsx'), /(?<=const home = )\{[^}]*\}/, home)
  expect(unusedFiles(app).filter((file) => !isNamedAsUnused(file))).toEqual([])
  await type(checks)

  const { local, url } = await startOwnLocal(app)
  try {
    await expectHealthy(app, local, /Migrations: The database has no table of yours yet\./)
    await withApp('start', { env: local.env, app, url }, async () => {
      await openAs(page, local, url, '/')
      await expect(page.getByRole('link', { name: 'Open your notes' })).toBeVisible()
      await page.goto(`${url}/account`)
      await submitDeletion(page)
      await expectDeleted(page)
      expect((await page.goto(`${url}/todos`))?.status()).toBe(404)
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    })
  } finally {
    await local.stop()
  }
})

/** Files of `lib/` and `components/` that nothing leads to from the pages, the proxy and the tests. */
function unusedFiles(app: string): string[] {
  const used = new Set<string>()
  const isFile = (file: string) => /\.tsx?$/.test(file) && existsSync(join(app, file))
  const visit = (file: string) => {
    if (used.has(file)) return
    used.add(file)
    const imports = readFileSync(join(app, file), 'utf8').matchAll(
      /(?:from |import\()'([@.][^']*)'/g,
    )
    for (const [, path = ''] of imports) {
      const target = path.startsWith('@/') ? path.slice(2) : normalize(join(file, '..', path))
      const found = ['', '.ts', '.tsx'].map((end) => `${target}${end}`).find(isFile)
      if (found !== undefined) visit(found)
    }
  }
  const below = (folder: string) =>
    readdirSync(join(app, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter(isFile)
  for (const file of ['proxy.ts', 'instrumentation.ts', ...below('app')])
    if (isFile(file)) visit(file)
  return [...below('lib'), ...below('components')].filter((file) => !used.has(file))
}

/** True for what the README says is unused until there is a table of one's own. */
function isNamedAsUnused(file: string): boolean {
  const section = sectionOf(readme, '### Remove the demo')
  const [, sentence = ''] = /nothing uses (.*?)\. /s.exec(section) ?? []
  return sentence.includes(`\`${file}\``)
}
