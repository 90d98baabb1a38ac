import type { Page, Route } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import { expectDeleted, submitDeletion } from './account.ts'
import { isServerRendered } from './actions.ts'
import * as list from './list.ts'
import { watchLog } from './log.ts'
import {
  addFault,
  answerWith,
  clearFaults,
  control,
  hook,
  rowsOwnedBy,
  storeRows,
  userId,
} from './services.ts'
import { restoreProvider, signInExpired } from './session.ts'
import { enter, expect, isSignInPage, session, stage, test } from './test.ts'
import { deleteAtProvider, deliver } from './webhooks.ts'

test.afterEach(async () => {
  await restoreProvider()
  await control('heal')
})

/** A user with a row, on their account page. */
async function openAccount(page: Page) {
  const { email } = await enter(page.context())
  await storeRows(email, [{ title: 'milk' }])
  await page.goto('/account')
  await expect(page.getByLabel('To confirm, type')).toBeVisible()
  return { email, id: await userId(email) }
}

const problem = (page: Page) => page.getByRole('main').getByRole('alert')

const isGone = (email: string) =>
  userId(email).then(
    () => false,
    () => true,
  )

test('sessions in other browsers end when the provider is asked again', async ({
  page,
  browser,
}) => {
  const other = await browser.newPage()
  const { person } = await signInExpired(other)
  await enter(page.context(), person)
  await page.goto('/account')
  await submitDeletion(page)
  await expectDeleted(page)
  await other.goto('/todos')
  await expect(other).toHaveURL(isSignInPage)
  await other.close()
})

test('InsForge is down: nothing is said to be deleted, and again it works', async ({ page }) => {
  const { email, id } = await openAccount(page)
  await answerWith({ to: 'writes', status: 503, body: '{}' })
  await submitDeletion(page)
  await expect(problem(page)).toHaveText(/^Your account wasn’t deleted, and your data may still/)
  expect(await isGone(email)).toBe(false)
  await control('heal')
  expect(await rowsOwnedBy(id)).toHaveLength(1)
  await submitDeletion(page)
  await expectDeleted(page)
  expect(await rowsOwnedBy(id)).toEqual([])
  expect(await isGone(email)).toBe(true)
})

test('InsForge’s answer is lost: the account stays until it is known', async ({ page }) => {
  const { email, id } = await openAccount(page)
  await control('cut-next-write')
  await submitDeletion(page)
  await expect(problem(page)).toHaveText(/^Your account wasn’t deleted, and your data may still/)
  expect(await isGone(email)).toBe(false)
  await submitDeletion(page)
  await expectDeleted(page)
  expect(await rowsOwnedBy(id)).toEqual([])
})

for (const [how, fault] of Object.entries({
  fails: { method: 'DELETE', status: 500 },
  refuses: { method: 'DELETE', status: 403 },
  'does not answer': { method: 'DELETE', hangUp: true },
  ...session.notAboutUsers,
})) {
  test(`the provider ${how}: what is left is said, and again it works`, async ({ page }) => {
    const { email, id } = await openAccount(page)
    const logged = watchLog()
    await addFault(fault)
    await submitDeletion(page)
    await expect(problem(page)).toHaveText(/^Your data is deleted, but \w+ may still have your acc/)
    expect(await rowsOwnedBy(id)).toEqual([])
    expect(await isGone(email)).toBe(false)
    expect(logged()).toMatch(/^\w+ did not delete a user\. user="[0-9a-f]{12}"/m)
    expect(logged()).not.toContain(id)
    await clearFaults()
    await submitDeletion(page)
    await expectDeleted(page)
    expect(await isGone(email)).toBe(true)
  })
}

test('the tab is closed midway: the server goes on, and where the browser does, again it works', async ({
  page,
  context,
}) => {
  const { email, id } = await openAccount(page)
  // The browser never comes to the second step.
  const stop = (route: Route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback()
  if (!isServerRendered) await page.route('/account', stop)
  const isStopped = isServerRendered || page.waitForEvent('requestfailed')
  await submitDeletion(page)
  await expect.poll(() => rowsOwnedBy(id)).toEqual([])
  await isStopped
  await page.close()
  if (!isServerRendered) {
    const again = await context.newPage()
    await again.goto('/account')
    await submitDeletion(again)
    await expectDeleted(again)
  }
  await expect.poll(() => isGone(email)).toBe(true)
})

test('in two tabs at once both end, and nothing is left', async ({ page, context }) => {
  const { email, id } = await openAccount(page)
  const other = await context.newPage()
  await other.goto('/account')
  const tabs = [page, other]
  for (const tab of tabs) await tab.getByLabel('To confirm, type').fill('DELETE')
  await Promise.all(tabs.map((tab) => list.press(tab, 'Delete my account')))
  await expect.poll(() => isGone(email)).toBe(true)
  await expect.poll(() => rowsOwnedBy(id)).toEqual([])
  for (const tab of tabs) {
    const signedOut = tab.getByRole('alert').getByText('signed out')
    const deleted = tab.getByRole('heading', { name: 'Your account is deleted' })
    if (isServerRendered) await expect(deleted.or(signedOut)).toBeVisible()
    // Clerk’s scripts may also lead a tab to the sign-in, or take the page away first.
    else await expect(tab.getByRole('button', { name: 'Delete my account' })).toHaveCount(0)
  }
})

// Clerk’s scripts notice both, and the page has no token for InsForge any more.
if (isServerRendered) {
  test('the user is gone at the provider already: the rest is deleted', async ({ page }) => {
    const { email, id } = await openAccount(page)
    await hook('POST', 'users/delete', { email })
    await submitDeletion(page)
    await expectDeleted(page)
    expect(await rowsOwnedBy(id)).toEqual([])
  })

  test('another user is signed in by now: nothing of either is deleted', async ({ page }) => {
    const ann = await openAccount(page)
    await page.context().clearCookies()
    const bob = await enter(page.context())
    await storeRows(bob.email, [{ title: 'eggs' }])
    await submitDeletion(page)
    await expect(problem(page)).toContainText('Another account is signed in now.')
    expect(await rowsOwnedBy(ann.id)).toHaveLength(1)
    expect(await rowsOwnedBy(await userId(bob.email))).toHaveLength(1)
    expect(await isGone(ann.email)).toBe(false)
  })
}

test('a webhook that comes while InsForge is down is not done, and done when it comes again', async () => {
  const { email } = await createUser(stage)
  await storeRows(email, [{ title: 'milk' }])
  const { id, deleted } = await deleteAtProvider(email)
  const logged = watchLog()
  await answerWith({ to: 'writes', status: 503, body: '{}' })
  expect(await deliver(deleted)).toBe(503)
  expect(logged()).toMatch(/^The rows of a deleted user are still there\. user="[0-9a-f]{12}"$/m)
  expect(logged()).not.toContain(id)
  await control('heal')
  expect(await rowsOwnedBy(id)).toHaveLength(1)
  expect(await deliver(deleted)).toBe(204)
  expect(await rowsOwnedBy(id)).toEqual([])
})
