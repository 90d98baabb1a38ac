import { newPerson } from '../src/providers/person.ts'
import { rowsOf } from './database.ts'
import { addFault } from './emulator.ts'
import { restoreProvider, signInExpired } from './expired.ts'
import { withTodos } from './own-todos.ts'
import { sessionCookies } from './session.ts'
import {
  addTodo,
  editTodo,
  emptyList,
  expect,
  expectSignedOutAt,
  isSignInPage,
  newTodo,
  provider,
  signIn,
  signInByForm,
  signOut,
  stored,
  test,
} from './test.ts'

// What a user goes through with every provider, step by step; no step needs the one before it.

test.afterEach(restoreProvider)

const titlesOf = async (email: string) => (await rowsOf(email)).map(({ title }) => title)

test('the landing page leads to the sign-in, and users from there to their todos', async ({
  page,
}) => {
  const person = newPerson()
  await page.goto('/')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(isSignInPage)
  await provider.signUp(page, person)
  await expect(page).toHaveURL('/todos')
  await expect(newTodo(page)).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: 'InsForge Starter' }).click()
  await main.getByRole('link', { name: 'Open your todos' }).click()
  await expect(newTodo(page)).toBeVisible()
})

test('signing up leads to an empty list that keeps what is written', async ({ page }) => {
  const person = newPerson()
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
  await provider.signUp(page, person)
  await expect(emptyList(page)).toBeVisible()
  await addTodo(page, 'milk')
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  expect(await titlesOf(person.email)).toEqual(['milk'])
})

test('todos are completed, renamed, deleted and restored, and all of it is stored', async ({
  page,
}) => {
  const { email } = await withTodos(page.context())
  await page.goto('/todos')
  await stored(page, () => page.getByRole('checkbox', { name: 'open' }).click())
  await (await editTodo(page, 'open')).fill('completed')
  await stored(page, () => page.keyboard.press('Enter'))
  await stored(page, () => page.getByRole('button', { name: 'Delete “done”' }).click())
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('checkbox', { name: 'done' })).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Delete “done”' }).click())
  expect(await rowsOf(email)).toMatchObject([{ title: 'completed', is_complete: true }])
  await page.goto('/todos?filter=done')
  await expect(page.getByRole('listitem')).toHaveText([/completed/])
})

test('two users see their own todos, each in a browser of their own', async ({ page, browser }) => {
  const one = await signIn(page)
  await addTodo(page, 'of the one')
  const context = await browser.newContext()
  const otherPage = await context.newPage()
  const other = await signIn(otherPage)
  // What is streamed to a page may be in it a second time for a moment, hidden.
  await expect(emptyList(otherPage)).toBeVisible()
  await addTodo(otherPage, 'of the other')
  await expect(otherPage.getByText('of the one')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/of the one/])
  expect(await titlesOf(one.email)).toEqual(['of the one'])
  expect(await titlesOf(other.email)).toEqual(['of the other'])
  await context.close()
})

test('an expired token is renewed without a sign-in', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const visited: string[] = []
  page.on('request', (request) => visited.push(new URL(request.url()).pathname))
  await page.goto('/todos?filter=done')
  await expect(page).toHaveURL('/todos?filter=done')
  await expect(newTodo(page)).toBeVisible()
  await expect(page.getByText(person.email)).toBeVisible()
  expect(visited.filter((path) => provider.starts.includes(path))).toEqual([])
  expect(await sessionCookies(page)).not.toEqual(expired)
})

test('while the provider is down an open page goes on, and all of it is stored', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  await addFault({ hangUp: true })
  await addTodo(page, 'bread')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await stored(page, () => page.getByRole('button', { name: 'Delete “bread”' }).click())
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: true }])
})

test('signs out, here and at the provider', async ({ page }) => {
  await signIn(page)
  await signOut(page)
  await expectSignedOutAt(page, '/')
})

test('signing in again later, in another browser, leads to the same list', async ({
  page,
  browser,
}) => {
  const person = await signIn(page)
  await addTodo(page, 'written on the first visit')
  const later = await browser.newContext()
  const laterPage = await later.newPage()
  await signInByForm(laterPage, person)
  await expect(laterPage.getByRole('listitem')).toHaveText([/written on the first visit/])
  await later.close()
})
