import type { Page } from '@playwright/test'
import { createUser } from '../../src/providers/index.ts'
import { rowsOf, userId } from '../../suite/database.ts'
import { requestsOf } from '../../suite/gateway-log.ts'
import {
  addTodo,
  emptyList,
  expect,
  isSignInPage,
  newTodo,
  provider,
  signIn,
  signInByForm,
  signOut,
  stage,
  test,
} from '../../suite/test.ts'
import { heldAnswers } from './held-answers.ts'
import { type Look, watch } from './watch.ts'

/** Signs out and gives the moment from which on Clerk knew of it. */
async function signOutAt(page: Page): Promise<number> {
  const answer = page.waitForResponse((response) => response.url().includes('/v1/client/sessions?'))
  await signOut(page)
  await (await answer).finished()
  return Date.now()
}

/** From the landing page, where a sign-out ends, to the form, as Next's own links lead: without a reload. */
async function goToSignIn(page: Page) {
  await expect(page).toHaveURL('/')
  await page.evaluate(() => {
    const { next } = window as unknown as { next: { router: { push(path: string): void } } }
    next.router.push('/sign-in?redirect_url=%2Ftodos')
  })
  await expect(page).toHaveURL(isSignInPage)
}

/** Signs another user in on the same page. */
async function signInOther(page: Page) {
  await goToSignIn(page)
  const person = await createUser(stage)
  await provider.signIn(page, person)
  await expect(newTodo(page)).toBeVisible()
  await addTodo(page, 'a thing of Bob’s')
  await expect(page.getByRole('listitem')).toHaveText([/a thing of Bob’s/])
  return person
}

/** Holds back what the page asks for, until it is let go on. */
async function holdRequests(page: Page, url: string): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route(url, async (route) => {
    await held
    await route.continue()
  })
  return () => letThrough()
}

/** All that was on the page from the first sign-in form on. */
function textAfterSignOut(looks: readonly Look[]): string {
  const first = looks.findIndex(({ path }) => path.startsWith('/sign-in'))
  expect(first, 'there was a form to sign in').toBeGreaterThanOrEqual(0)
  return looks
    .slice(first)
    .map(({ text }) => text)
    .join('\n')
}

test('a user who signs in after another, without a reload, sees nothing of theirs, and nothing is asked as them', async ({
  page,
}) => {
  const ann = await signIn(page)
  await addTodo(page, 'a thing of Ann’s')
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
  const looks = await watch(page)
  const signedOut = await signOutAt(page)
  const bob = await signInOther(page)

  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
  const text = textAfterSignOut(looks)
  expect(text).toContain(bob.email)
  expect(text).not.toContain('a thing of Ann’s')
  expect(text).not.toContain(ann.email)
  expect(await requestsOf(await userId(ann.email), signedOut)).toEqual([])
  expect(await requestsOf(await userId(bob.email), signedOut)).not.toEqual([])
})

test('what still waits when a user signs out does not become another user’s', async ({ page }) => {
  const ann = await signIn(page)
  await addTodo(page, 'a thing of Ann’s')
  const looks = await watch(page)
  const answers = await heldAnswers(page)
  await newTodo(page).fill('written by Ann')
  await page.keyboard.press('Enter')
  await newTodo(page).fill('written last by Ann')
  await page.keyboard.press('Enter')
  await expect.poll(answers.count).toBe(1)

  const signedOut = await signOutAt(page)
  await expect(page).toHaveURL('/')
  await answers.letThrough()
  const bob = await signInOther(page)

  expect(textAfterSignOut(looks)).not.toContain('Ann')
  const titles = async (email: string) => (await rowsOf(email)).map(({ title }) => title)
  expect(await titles(ann.email)).toEqual(['a thing of Ann’s', 'written by Ann'])
  expect(await titles(bob.email)).toEqual(['a thing of Bob’s'])
  expect(await requestsOf(await userId(ann.email), signedOut)).toEqual([])
})

test('an answer for a user who has signed out does not land in the list of the next user', async ({
  page,
}) => {
  await signIn(page)
  const looks = await watch(page)
  const answers = await heldAnswers(page)
  await newTodo(page).fill('written by Ann')
  await page.keyboard.press('Enter')
  await expect.poll(answers.count).toBe(1)
  await signOutAt(page)
  await goToSignIn(page)
  await provider.signIn(page, await createUser(stage))
  await expect(emptyList(page)).toBeVisible()
  await answers.letThrough()
  await addTodo(page, 'a thing of Bob’s')
  await expect(page.getByRole('listitem')).toHaveText([/a thing of Bob’s/])
  expect(textAfterSignOut(looks)).not.toContain('Ann')
})

test('signing out in one tab empties the others', async ({ page, context }) => {
  const ann = await signIn(page)
  await addTodo(page, 'a thing of Ann’s')
  const other = await context.newPage()
  await other.goto('/todos?filter=active')
  await expect(other.getByRole('listitem')).toHaveText([/a thing of Ann’s/])

  // The list does not wait for the page to sign in on, which may be long in coming.
  const goOn = await holdRequests(other, '**/sign-in**')
  const signedOut = await signOutAt(page)
  await expect(other.getByText('Loading your todos…')).toBeVisible()
  await expect(other.getByText('a thing of Ann’s')).toHaveCount(0)
  goOn()
  await expect(other).toHaveURL(isSignInPage)
  await expect(other.getByText(ann.email)).toHaveCount(0)
  expect(await requestsOf(await userId(ann.email), signedOut)).toEqual([])
})

test('the Back button shows nothing of the user who was signed in before', async ({ page }) => {
  const ann = await signIn(page)
  await addTodo(page, 'a thing of Ann’s')
  const place = await page.evaluate(() => history.length)
  const signedOut = await signOutAt(page)
  await expect(page).toHaveURL('/')
  const looks = await watch(page)
  await signInOther(page)
  await page.evaluate((entry) => history.go(entry - history.length), place)
  await expect(page).toHaveURL('/todos')
  await expect(page.getByRole('listitem')).toHaveText([/a thing of Bob’s/])
  await expect(page.getByText(ann.email)).toHaveCount(0)
  expect(looks.filter(({ text }) => text.includes('a thing of Ann’s'))).toEqual([])
  expect(await requestsOf(await userId(ann.email), signedOut)).toEqual([])
})

test('a tab of a user who has signed out in another one writes nothing as the next user', async ({
  page,
  context,
}) => {
  const ann = await signIn(page)
  await addTodo(page, 'a thing of Ann’s')
  const other = await context.newPage()
  await other.goto('/todos')
  await signOutAt(other)
  await expect(other).toHaveURL('/')
  const bob = await signInByForm(other)
  // Whatever is still on the first tab, nothing typed there may become Bob’s.
  const field = newTodo(page)
  if (await field.isVisible()) {
    await field.fill('typed on Ann’s page')
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('banner').getByText(ann.email)).toHaveCount(0)
  await expect(page.getByText('a thing of Ann’s')).toHaveCount(0)
  const titles = async (email: string) => (await rowsOf(email)).map(({ title }) => title)
  expect(await titles(bob.email)).toEqual([])
  expect(await titles(ann.email)).toEqual(['a thing of Ann’s'])
})
