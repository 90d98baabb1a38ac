import { createUser } from '../../src/driver.ts'
import { claimsOf } from '../../src/forged-token.ts'
import * as list from '../../suite/list.ts'
import { expectSignedOut, routes } from '../../suite/routes.ts'
import { revokeSessions } from '../../suite/services.ts'
import { ask, goodSession, sessionCookies, signInExpired } from '../../suite/session.ts'
import { expect, isSignInPage, provider, stage, test, visitsOf } from '../../suite/test.ts'
import { withExpiredToken } from './driver.ts'

const done = `${stage.appUrl}/todos?filter=done`

test('an expired token is renewed without a word, on the way to the page', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const visited = visitsOf(page, 'pages')
  await page.goto(done)
  await expect(page).toHaveURL(done)
  await expect(page.getByText(person.email)).toBeVisible()
  await expect(list.field(page)).toBeVisible()
  expect(visited).toEqual(['/todos', '/v1/client/handshake', '/todos', '/todos'])
  const { __session: renewed = '' } = await sessionCookies(page)
  expect(renewed).not.toBe(expired.__session)
  expect(claimsOf(renewed).sid).toBe(claimsOf(expired.__session ?? '').sid)
})

test('a user whose session has ended signs in again, back to the page', async ({ page }) => {
  const { person } = await signInExpired(page)
  await revokeSessions(person.email)
  await page.goto(done)
  await expect(page).toHaveURL(isSignInPage)
  await provider.signIn(page, person)
  await expect(page).toHaveURL(done)
  await expect(list.field(page)).toBeVisible()
})

test('a session that was planted before a sign-in is not the one after it', async ({ page }) => {
  const { person: planter, expired: planted } = await signInExpired(page)
  await revokeSessions(planter.email)
  await page.goto(done)
  await expect(page).toHaveURL(isSignInPage)
  const person = await createUser(stage)
  await provider.signIn(page, person)
  await expect(page.getByText(person.email)).toBeVisible()
  expect((await sessionCookies(page)).__session).not.toBe(planted.__session)
  expect((await ask('/todos', { session: planted })).body).not.toContain(person.email)
})

test('tabs that are opened side by side with an expired token stay signed in', async ({ page }) => {
  await signInExpired(page)
  const tabs = await Promise.all(Array.from({ length: 3 }, () => page.context().newPage()))
  await Promise.all(tabs.map((tab) => tab.goto(done)))
  for (const tab of tabs) {
    await expect(tab).toHaveURL(done)
    await expect(list.field(tab)).toBeVisible()
  }
})

test('an expired session that Clerk has ended is rejected, on every route', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const expired = await withExpiredToken(good, stage)
  await revokeSessions(email)
  for (const route of routes) {
    expectSignedOut(route, await ask(route, { session: expired }), email)
  }
})
