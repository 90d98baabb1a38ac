import { newPerson } from '../src/driver.ts'
import { withTodos } from './actions.ts'
import * as list from './list.ts'
import { addFault, clearLog, pathsAskedByServer, rowsOf, titlesOf } from './services.ts'
import { expectSignedIn, restoreProvider, sessionCookies, signInExpired } from './session.ts'
import {
  expect,
  isSignInPage,
  provider,
  signIn,
  signInByForm,
  signOut,
  stage,
  test,
  visitsOf,
} from './test.ts'

// What a user goes through with every provider, step by step; no step needs the one before it.

test.afterEach(restoreProvider)

test('the landing page leads over the sign-in to the todos', async ({ page }) => {
  await page.goto('/')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(isSignInPage)
  await provider.signUp(page, newPerson())
  await expect(page).toHaveURL('/todos')
  await expect(list.field(page)).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: 'InsForge Starter' }).click()
  await main.getByRole('link', { name: 'Open your todos' }).click()
  await expect(list.field(page)).toBeVisible()
})

test('signing up leads to an empty list that keeps what is written', async ({ page }) => {
  const person = newPerson()
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
  await provider.signUp(page, person)
  await expect(list.empty(page)).toBeVisible()
  await list.add(page, 'milk')
  await page.reload()
  await expect(list.rows(page)).toHaveText([/milk/])
  expect(await titlesOf(person.email)).toEqual(['milk'])
})

test('todos are completed, renamed, deleted and restored, and it is stored', async ({ page }) => {
  const { email } = await withTodos(page.context())
  await page.goto('/todos')
  await list.toggle(page, 'open')
  await list.rename(page, 'open', 'completed')
  await list.remove(page, 'done')
  await list.press(page, 'Undo')
  await expect(list.checkbox(page, 'done')).toBeVisible()
  await list.remove(page, 'done')
  expect(await rowsOf(email)).toMatchObject([{ title: 'completed', is_complete: true }])
  await page.goto('/todos?filter=done')
  await expect(list.rows(page)).toHaveText([/completed/])
})

test('two users see their own todos, each in a browser of their own', async ({ page, other }) => {
  const one = await signIn(page)
  await list.add(page, 'of the one')
  const two = await signIn(other)
  // What is streamed to a page may be in it a second time for a moment, hidden.
  await expect(list.empty(other)).toBeVisible()
  await list.add(other, 'of the other')
  await expect(other.getByText('of the one')).toHaveCount(0)
  await page.reload()
  await expect(list.rows(page)).toHaveText([/of the one/])
  expect(await titlesOf(one.email)).toEqual(['of the one'])
  expect(await titlesOf(two.email)).toEqual(['of the other'])
})

test('an expired token is renewed without a sign-in', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const visited = visitsOf(page)
  await page.goto('/todos?filter=done')
  await expect(page).toHaveURL('/todos?filter=done')
  await expect(list.field(page)).toBeVisible()
  await expect(page.getByText(person.email)).toBeVisible()
  expect(visited.filter((path) => provider.starts.includes(path))).toEqual([])
  expect(await sessionCookies(page)).not.toEqual(expired)
})

test('while the provider is down an open page goes on, and it is stored', async ({ page }) => {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  await addFault({ hangUp: true })
  await list.add(page, 'bread')
  await list.toggle(page, 'milk')
  await list.remove(page, 'bread')
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: true }])
})

test('signs out, here and at the provider', async ({ page }) => {
  await signIn(page)
  await signOut(page)
  await expect(page).toHaveURL(`${stage.appUrl}/`)
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
})

test('signing in later, in another browser, leads to the same list', async ({ page, other }) => {
  const person = await signIn(page)
  await list.add(page, 'written on the first visit')
  await signInByForm(other, person)
  await expect(list.rows(other)).toHaveText([/written on the first visit/])
})

test('for a view the server does not ask the provider', async ({ page }) => {
  const { email } = await signIn(page)
  const good = await sessionCookies(page)
  await page.goto('about:blank')
  await clearLog()
  for (let view = 0; view < 3; view++) await expectSignedIn(good, email)
  expect(await pathsAskedByServer()).toEqual([])
})
