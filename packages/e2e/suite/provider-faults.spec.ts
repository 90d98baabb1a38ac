import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { actionId, call, returned } from './actions.ts'
import { startAnother } from './another-app.ts'
import { ask } from './ask.ts'
import { rowsOf } from './database.ts'
import { addFault, clearFaults, revokeSessions, setTokenLifetime } from './emulator.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, givenSession, session, sessionCookies } from './session.ts'
import { addTodo, expect, provider, signIn, stage, stored, test } from './test.ts'

const LIFETIME = 300

// What a test does to the stand-in, it does to all: see `playwright.config.ts`.
test.afterEach(async () => {
  await clearFaults()
  await setTokenLifetime(LIFETIME)
})

const isStart = (path: string) => provider.starts.includes(path)

const newTodo = (page: Page) => page.getByRole('textbox', { name: 'New todo' })

/** Signs somebody in whose access token has expired; the next ones last. */
async function signInExpired(page: Page) {
  await setTokenLifetime(0)
  const person = await signIn(page)
  await setTokenLifetime(LIFETIME)
  return { person, expired: await sessionCookies(page) }
}

test('while the provider is down, whoever is signed in does everything, and it is stored', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await addFault({ hangUp: true })
  await page.reload()
  await addTodo(page, 'milk')
  await addTodo(page, 'bread')
  await addTodo(page, 'salt')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await page.getByRole('button', { name: 'bread', exact: true }).click()
  await page.getByRole('textbox', { name: 'New title for “bread”' }).fill('rye bread')
  await stored(page, () => page.keyboard.press('Enter'))
  await stored(page, () => page.getByRole('button', { name: 'Delete “salt”' }).click())
  const salt = page.getByRole('checkbox', { name: 'salt' })
  await expect(salt).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(salt).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Delete “salt”' }).click())

  await page.goto('/?filter=active')
  await expect(page.getByRole('listitem')).toHaveText([/rye bread/])
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'rye bread', is_complete: false },
  ])
})

test('an expired token is renewed without a word', async ({ page }) => {
  const { expired } = await signInExpired(page)
  const visited: string[] = []
  page.on('request', (request) => visited.push(new URL(request.url()).pathname))
  await page.goto('/?filter=done')
  await expect(newTodo(page)).toBeVisible()
  expect(visited.filter(isStart)).toEqual([])
  expect(await sessionCookies(page)).not.toEqual(expired)
})

test('a refused refresh leads through the sign-in and back to where one was', async ({ page }) => {
  await signInExpired(page)
  await addFault(session.faults.refreshRefused)
  const visited: string[] = []
  page.on('request', (request) => visited.push(new URL(request.url()).pathname))
  await page.goto('/?filter=done')
  await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
  await expect(newTodo(page)).toBeVisible()
  expect(visited.filter(isStart)).toHaveLength(1)
})

test('who has no session at the provider any more signs in again and is back where one was', async ({
  page,
}) => {
  const { person } = await signInExpired(page)
  await revokeSessions(person.email)
  await page.goto('/?filter=done')
  await expect(page).toHaveURL((url) => url.origin === stage.emulatorUrl)
  await provider.signIn(page, person)
  await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
  await expect(newTodo(page)).toBeVisible()
})

test('an expired session that is not renewed is nobody’s, on every route', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  await revokeSessions(person.email)
  for (const route of routes) {
    const answer = await ask(route, { headers: { cookie: cookieHeader(expired) } })
    expectSignedOut(route, answer, person.email)
  }
})

for (const scheme of ['http', 'https']) {
  test(`cookies are for ${scheme} where the app is reached by ${scheme}, and for scripts never`, async ({
    page,
  }) => {
    test.setTimeout(60_000)
    const { expired } = await signInExpired(page)
    const env = { ...stage.env, ...provider.reachedAt(`${scheme}://app.example`) }
    const app = await startAnother('start', env)
    try {
      const renewal = await ask(`${app.url}/`, { headers: { cookie: cookieHeader(expired) } })
      expect(givenSession(renewal).length).toBeGreaterThan(0)
      const starts = await Promise.all(provider.starts.map((start) => ask(`${app.url}${start}`)))
      for (const { cookies } of [renewal, ...starts]) {
        expect(cookies.length).toBeGreaterThan(0)
        for (const cookie of cookies) {
          expect(cookie).toMatch(/; *HttpOnly(;|$)/i)
          expect(cookie).toMatch(/; *SameSite=Lax(;|$)/i)
          expect(/; *Secure(;|$)/i.test(cookie), cookie).toBe(scheme === 'https')
        }
      }
    } finally {
      await app.stop()
    }
  })
}

test('what is typed when the session ends stays, and is stored after signing in again', async ({
  page,
}) => {
  const { person } = await signInExpired(page)
  await revokeSessions(person.email)
  await newTodo(page).fill('milk')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“milk” is not stored yet.')).toBeVisible()
  await expect(page.getByText('You are signed out.')).toBeVisible()

  const other = await page.context().newPage()
  await other.goto('/')
  await provider.signIn(other, person)
  await expect(newTodo(other)).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})

test('requests side by side with an expired token sign nobody out', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const headers = { cookie: cookieHeader(expired) }
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('/', { headers })))
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(person.email)
    const renewed = givenSession(answer).map((cookie) => cookie.replace(/;.*/, ''))
    const next = await ask('/', { headers: { cookie: renewed.join('; ') } })
    expect(next.status).toBe(200)
    expect(next.body).toContain(person.email)
  }
})

test('writes side by side with an expired token are all stored', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const titles = Array.from({ length: 12 }, (_, n) => `todo ${n}`)
  const answers = await Promise.all(
    titles.map((title) =>
      call(
        actionId('create'),
        { args: [{ id: crypto.randomUUID(), title }] },
        { session: expired },
      ),
    ),
  )
  for (const answer of answers) expect(returned(answer)).toMatchObject({ ok: true })
  const rows = await rowsOf(person.email)
  expect(rows.map(({ title }) => title).sort()).toEqual(titles.sort())
})

test('tabs that are opened side by side with an expired token stay signed in', async ({ page }) => {
  await signInExpired(page)
  const tabs = await Promise.all(Array.from({ length: 5 }, () => page.context().newPage()))
  for (const round of ['/', '/?filter=active']) {
    await Promise.all(tabs.map((tab) => tab.goto(round)))
    for (const tab of tabs) {
      await expect(tab).toHaveURL(`${stage.appUrl}${round}`)
      await expect(newTodo(tab)).toBeVisible()
    }
  }
})

test('an expired token while the provider is down ends on a page with a way on, and is renewed after', async ({
  page,
}) => {
  test.setTimeout(60_000)
  const { person } = await signInExpired(page)
  await addFault(session.faults.tokensDown)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
  await clearFaults()
  await page.goto('/')
  await expect(newTodo(page)).toBeVisible()
  await expect(page.getByText(person.email)).toBeVisible()
})

test('nobody can sign in while the provider is down, and everybody can after', async ({ page }) => {
  test.setTimeout(60_000)
  const person = await createUser(stage)
  await page.goto('/')
  await addFault(session.faults.tokensDown)
  await provider.signIn(page, person)
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
  await clearFaults()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(newTodo(page)).toBeVisible()
})
