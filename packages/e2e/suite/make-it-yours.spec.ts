import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProvider, type Local, startLocal } from '@insforge-auth-starters/local'
import type { Page } from '@playwright/test'
import { freePort } from '../src/app/free-port.ts'
import { plainEnvironment } from '../src/environment.ts'
import { createUser } from '../src/providers/index.ts'
import { filesOf, follow, readRecipes } from '../src/recipes.ts'
import { run } from '../src/run.ts'
import { LONG_TIMEOUT } from '../src/timeouts.ts'
import { startAnother } from './another-app.ts'
import { copyApp } from './copy-app.ts'
import { expect, newTodo, provider, savedStatus, stage, stored, test } from './test.ts'

const cli = fileURLToPath(new URL('../src/insforge-cli.cjs', import.meta.url))
const readme = readFileSync(join(stage.appDir, 'README.md'), 'utf8')
const recipes = readRecipes(readme)

/** What a copy has to pass; the build checks its types, too. */
const checks = 'npm run lint && npm test && npm run build'

/** An InsForge and an emulator of the provider for this copy alone: its schema becomes another. */
async function startOwnLocal(app: string): Promise<{ local: Local; url: string }> {
  const own = findProvider(stage.provider)
  if (!own) throw new Error(`There is no provider ${stage.provider}`)
  const url = `http://localhost:${await freePort()}`
  const local = await startLocal({
    provider: own,
    appUrl: url,
    stateDir: `${app}-state`,
    migrationsDir: join(app, 'migrations'),
    ports: { gateway: 0, emulator: 0 },
  })
  return { local, url }
}

/** Runs command lines in a copy as its owner would, who has linked InsForge's CLI to a project. */
function terminal(app: string, local?: Local) {
  const bin = `${app}-bin`
  mkdirSync(bin)
  const npx = join(bin, 'npx')
  const isCli = '[ "$1" = "@insforge/cli" ]'
  const real = '"$(dirname "$(command -v npm)")/npx"'
  writeFileSync(
    npx,
    `#!/bin/sh\nif ${isCli}; then shift; exec node "${cli}" "$@"; fi\nexec ${real} "$@"\n`,
  )
  chmodSync(npx, 0o755)
  const env = {
    ...plainEnvironment(),
    PATH: `${bin}:${process.env.PATH}`,
    ...(local && {
      INSFORGE_URL: local.gatewayUrl,
      INSFORGE_API_KEY: local.env.INSFORGE_API_KEY,
    }),
  }
  return (commands: string) => run('bash', ['-e', '-c', commands], { cwd: app, env })
}

/** Replaces what the README says to change, which is in one place. */
function change(app: string, file: string, before: RegExp, after: string) {
  const path = join(app, file)
  const text = readFileSync(path, 'utf8')
  expect(text.match(new RegExp(before, 'g')), `${before} in ${file}`).toHaveLength(1)
  writeFileSync(path, text.replace(before, after))
}

/** Opens a page of the app as a new user. */
async function openAs(page: Page, local: Local, url: string, path: string) {
  const app = { ...stage, appUrl: url, emulatorUrl: local.emulatorUrl ?? '', env: local.env }
  const person = await createUser(app)
  await page.context().clearCookies()
  await provider.enter(page.context(), person, app)
  await page.goto(`${url}${path}`)
  return person
}

test('the README has the five recipes, and a column takes at most four files', () => {
  expect(Object.keys(recipes)).toEqual(
    expect.arrayContaining([
      'Rename the app',
      'Change the colors',
      'Add a column',
      'Add a table with its page',
      'Remove the demo',
    ]),
  )
  const files = filesOf(recipes['Add a column'] ?? [])
  expect(files.length).toBeGreaterThan(0)
  expect(files.length).toBeLessThanOrEqual(4)
})

test('name, colors, a column and a table with its page: four recipes in one copy, and one build', async ({
  page,
}) => {
  test.setTimeout(LONG_TIMEOUT)
  const { app } = copyApp('yours', 'to build')
  const { local, url } = await startOwnLocal(app)
  try {
    const type = terminal(app, local)
    change(app, 'app/layout.tsx', /(?<=const name = ')[^']+/, 'Plant Diary')
    change(app, 'auth/accent.css', /(?<=--accent: light-dark\()[^,]+/, '#0b6e4f')
    await follow(app, recipes['Add a column'] ?? [], type)
    await follow(app, recipes['Add a table with its page'] ?? [], type)
    await type(checks)

    const server = await startAnother('start', local.env, 'localhost', app, new URL(url).port)
    try {
      await openAs(page, local, url, '/todos')
      await expect(
        page.getByRole('banner').getByRole('link', { name: 'Plant Diary' }),
      ).toBeVisible()
      await expect(page).toHaveTitle(/Plant Diary/)
      await expect(page.getByRole('button', { name: 'Add', exact: true })).toHaveCSS(
        'background-color',
        'rgb(11, 110, 79)',
      )

      await newTodo(page).fill('water the plants')
      await page.getByLabel('Due on').fill('2026-12-24')
      await stored(page, () => page.getByRole('button', { name: 'Add', exact: true }).click())
      const due = page.getByRole('listitem').getByText('2026-12-24')
      await expect(due).toBeVisible()
      await page.reload()
      await expect(due).toBeVisible()
      await page.getByRole('button', { name: 'Delete “water the plants”' }).click()
      await expect(savedStatus(page)).toBeVisible()
      await stored(page, () => page.getByRole('button', { name: 'Undo' }).click())
      await page.reload()
      await expect(page.getByRole('listitem')).toHaveText([/water the plants/])
      await newTodo(page).fill('without a date')
      await stored(page, () => page.keyboard.press('Enter'))

      await page.goto(`${url}/notes`)
      await page.getByRole('textbox', { name: 'New note' }).fill('buy soil')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('buy soil')).toBeVisible()
      await page.reload()
      await expect(page.getByText('buy soil')).toBeVisible()
      await page.getByRole('textbox', { name: 'New note' }).fill('   ')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Write something.')).toBeVisible()

      await openAs(page, local, url, '/notes')
      await expect(page.getByRole('textbox', { name: 'New note' })).toBeVisible()
      await expect(page.getByText('buy soil')).toHaveCount(0)
    } finally {
      await server.stop()
    }
  } finally {
    await local.stop()
  }
})

test('without the demo a copy builds and passes its own checks, and nothing is left over', async ({
  page,
}) => {
  test.setTimeout(LONG_TIMEOUT)
  const { app } = copyApp('no-demo', 'to build')
  const type = terminal(app)
  await follow(app, recipes['Remove the demo'] ?? [], type)
  change(
    app,
    'app/page.tsx',
    /(?<=const home = )\{[^}]*\}/,
    "{ path: '/', text: 'Open your notes' }",
  )
  expect(unusedFiles(app).filter((file) => !isNamedAsUnused(file))).toEqual([])
  await type(checks)

  const { local, url } = await startOwnLocal(app)
  const server = await startAnother('start', local.env, 'localhost', app, new URL(url).port)
  try {
    await openAs(page, local, url, '/')
    await expect(page.getByRole('link', { name: 'Open your notes' })).toBeVisible()
    const answer = await page.goto(`${url}/todos`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  } finally {
    await server.stop()
    await local.stop()
  }
})

/** Files of `lib/` and `components/` that nothing leads to from the pages, the proxy and the tests. */
function unusedFiles(app: string): string[] {
  const used = new Set<string>()
  const visit = (file: string) => {
    if (used.has(file)) return
    used.add(file)
    const imports = readFileSync(join(app, file), 'utf8').matchAll(/from '([@.][^']*)'/g)
    for (const [, path = ''] of imports) {
      const target = path.startsWith('@/') ? path.slice(2) : normalize(join(file, '..', path))
      const found = ['', '.ts', '.tsx'].map((end) => `${target}${end}`).find(isFile)
      if (found !== undefined) visit(found)
    }
  }
  const isFile = (file: string) => /\.tsx?$/.test(file) && existsSync(join(app, file))
  for (const file of ['proxy.ts', 'instrumentation.ts', ...below(app, 'app')]) {
    if (isFile(file)) visit(file)
  }
  return [...below(app, 'lib'), ...below(app, 'components')].filter((file) => !used.has(file))
}

const below = (app: string, folder: string): string[] =>
  readdirSync(join(app, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file))

/** True for what the README says is unused until there is a table of one's own. */
function isNamedAsUnused(file: string): boolean {
  const [, section = ''] = /^### Remove the demo\n(.*?)^##/ms.exec(readme) ?? []
  const [, sentence = ''] = /nothing uses (.*?)\. /s.exec(section) ?? []
  return sentence.includes(`\`${file}\``)
}
