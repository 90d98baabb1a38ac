import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { ask } from './ask.ts'
import { addFault, clearFaults, revokeSessions, setTokenLifetime } from './emulator.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, session, sessionCookie } from './session.ts'
import { addTodo, expect, provider, signIn, stage, stored, test } from './test.ts'

const LIFETIME = 300

// What a test does to the stand-in, it does to all: see `playwright.config.ts`.
test.afterEach(async () => {
  await clearFaults()
  await setTokenLifetime(LIFETIME)
})

const newTodo = (page: Page) => page.getByRole('textbox', { name: 'New todo' })

/** Signs somebody in whose access token has expired; the next ones last. */
async function signInExpired(page: Page) {
  await setTokenLifetime(0)
  const person = await signIn(page)
  await setTokenLifetime(LIFETIME)
  return { person, expired: await sessionCookie(page) }
}

test('while the provider is down, whoever is signed in reads and writes', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'before')
  await addFault({ hangUp: true })
  await page.reload()
  await addTodo(page, 'while it is down')
  await stored(page, () => page.getByRole('checkbox', { name: 'before' }).click())
  await page.goto('/?filter=active')
  await expect(page.getByRole('listitem')).toHaveText([/while it is down/])
})

test('an expired token is renewed without a word', async ({ page }) => {
  const { expired } = await signInExpired(page)
  const visited: string[] = []
  page.on('request', (request) => visited.push(new URL(request.url()).pathname))
  await page.goto('/?filter=done')
  await expect(newTodo(page)).toBeVisible()
  expect(visited).not.toContain('/login')
  expect(await sessionCookie(page)).not.toBe(expired)
})

test('a refused refresh leads through the sign-in and back to where one was', async ({ page }) => {
  await signInExpired(page)
  await addFault(session.refreshFault)
  const visited: string[] = []
  page.on('request', (request) => visited.push(new URL(request.url()).pathname))
  await page.goto('/?filter=done')
  await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
  await expect(newTodo(page)).toBeVisible()
  expect(visited).toContain('/login')
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
  const { expired } = await signInExpired(page)
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => ask('/', { headers: { cookie: cookieHeader(expired) } })),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200))
  for (const { cookies } of answers) {
    const renewed = cookies.find((cookie) => cookie.startsWith(`${session.cookie}=`)) ?? ''
    const [cookie = ''] = renewed.split(';')
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
  }
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
  await addFault({ path: '/user_management/authenticate', hangUp: true })
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
  await addFault({ path: '/user_management/authenticate', hangUp: true })
  await provider.signIn(page, person)
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
  await clearFaults()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(newTodo(page)).toBeVisible()
})
