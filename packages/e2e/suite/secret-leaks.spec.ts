import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { findSecrets } from '../src/secrets/find-secrets.ts'
import { startRecordingProxy } from '../src/secrets/recording-proxy.ts'
import { call, ownActionIds } from './actions.ts'
import { askPayload } from './ask.ts'
import { routes } from './routes.ts'
import { expectNothingOf, secrets } from './secrets.ts'
import { cookieHeader, goodSession, session, sessionCookies } from './session.ts'
import {
  addTodo,
  editTodo,
  expect,
  provider,
  savedStatus,
  signInByForm,
  stage,
  stored,
  test,
} from './test.ts'

/** An answer without the session's cookies, where these are tokens: those that no script can read, or
 * that the provider's own scripts have to. */
function forScripts(text: string): string {
  const isKept = (line: string) => {
    const [, name = '', rest = ''] = /^set-cookie: ([^=]+)=(.*)/i.exec(line) ?? []
    const isHidden = session.scriptsReadCookies || /; HttpOnly/i.test(rest)
    return session.tokensAreCookies && session.isPart(name) && isHidden
  }
  return text
    .split('\n')
    .filter((line) => !isKept(line))
    .join('\n')
}

/** Does everything that the app can do, and lets it fail where it can. */
async function clickThrough(page: Page) {
  await addTodo(page, 'milk')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await (await editTodo(page, 'milk')).fill('oat milk')
  await stored(page, () => page.keyboard.press('Enter'))
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page).toHaveURL('/todos?filter=done')
  await stored(page, () => page.getByRole('button', { name: 'Delete “oat milk”' }).click())
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(savedStatus(page)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'oat milk' })).toBeVisible()
}

test('there are secrets to look for', () => {
  expect(Object.keys(secrets)).toEqual(
    expect.arrayContaining(['INSFORGE_JWT_SECRET', 'INSFORGE_API_KEY', 'DATABASE']),
  )
  expect(Object.keys(secrets).length).toBeGreaterThan(4)
})

test('nothing that a browser gets from the app holds a secret or a token', async ({ browser }) => {
  const proxy = await startRecordingProxy()
  const context = await browser.newContext({ proxy: { server: proxy.url } })
  const page = await context.newPage()
  const { email } = await signInByForm(page)
  const good = await sessionCookies(page)
  await clickThrough(page)
  const all = { ...secrets, ...(await session.tokens(good, stage)) }
  for (const path of [...routes, '/no-such-page', `${provider.callback}?code=x&state=y`]) {
    await page.goto(path)
  }
  await context.close()
  proxy.close()

  const fromApp = proxy.answers.filter(({ what }) => what.includes(` ${stage.appUrl}/`))
  const asked = fromApp.map(({ what }) => what.replace(stage.appUrl, ''))
  for (const seen of [
    'GET /',
    'POST /',
    `GET ${provider.signInPath('/todos')}`,
    `GET ${provider.callback}`,
    'GET /_next/',
  ]) {
    expect(
      asked.some((what) => what.startsWith(seen)),
      seen,
    ).toBe(true)
  }
  const shown = fromApp.filter(({ text }) => findSecrets(text, { email }).length > 0)
  expect(shown.length, 'the search finds what is shown').toBeGreaterThan(0)
  for (const { what, text } of fromApp) expectNothingOf(all, what, forScripts(text))
})

test('neither payloads nor answers to calls by hand hold a secret or a token', async ({
  context,
}) => {
  const { good, email } = await goodSession(context)
  const all = { ...secrets, ...(await session.tokens(good, stage)) }
  const cookie = cookieHeader(good)
  for (const route of routes) {
    expectNothingOf(all, route, (await askPayload(route, { cookie })).body)
  }
  expect((await askPayload('/todos', { cookie })).body, 'a payload has the user’s name').toContain(
    email,
  )
  for (const [name, id] of Object.entries(ownActionIds)) {
    for (const what of [{ form: {} }, { args: [null] }, { body: '["$K1"]' }]) {
      expectNothingOf(all, name, (await call(id, what, { session: good })).body)
    }
  }
})

test('what was built for browsers and servers holds no secret', () => {
  const build = join(stage.appDir, '.next')
  const files = readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  expect(files.some((file) => file.includes('/static/'))).toBe(true)
  expect(files.some((file) => file.endsWith('.map'))).toBe(true)
  for (const file of files) {
    expect(findSecrets(readFileSync(file, 'latin1'), secrets), file).toEqual([])
  }
})

test('the log of the app, after all that the suite did to it, holds no secret, token, cookie, code or address', async ({
  page,
}) => {
  const { good } = await goodSession(page.context())
  const tokens = await session.tokens(good, stage)
  await page.goto(`${provider.callback}?code=x&state=y`)
  const log = readFileSync(join(stage.scratch, 'app.log'), 'utf8')
  expect(log).not.toBe('')
  expectNothingOf({ ...secrets, ...tokens }, 'app.log', log)
  const traces = {
    'a cookie': session.sealed,
    'an address of a person': /[\w-]+@example\.com/,
    'a code or a state': /\b(code|code_verifier|state)=/,
  }
  for (const [what, trace] of Object.entries(traces))
    expect(trace.exec(log)?.[0], what).toBeUndefined()
})
