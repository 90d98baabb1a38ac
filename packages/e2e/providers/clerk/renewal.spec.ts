import { claimsOf } from '../../src/providers/forged-token.ts'
import { ask } from '../../suite/ask.ts'
import { revokeSessions } from '../../suite/emulator.ts'
import { signInExpired } from '../../suite/expired.ts'
import { expectSignedOut, routes } from '../../suite/routes.ts'
import { cookieHeader, goodSession, sessionCookies } from '../../suite/session.ts'
import { expect, isSignInPage, provider, stage, test } from '../../suite/test.ts'
import { withExpiredToken } from './driver-session.ts'

test('an expired token is renewed without a word, and the page is the one that was asked for', async ({
  page,
}) => {
  const { person, expired } = await signInExpired(page)
  const visited: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) visited.push(new URL(request.url()).pathname)
  })
  await page.goto('/todos?filter=done')
  await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  await expect(page.getByText(person.email)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  expect(visited).toEqual(['/todos', '/v1/client/handshake', '/todos', '/todos'])
  const { __session: renewed = '' } = await sessionCookies(page)
  expect(renewed).not.toBe(expired.__session)
  expect(claimsOf(renewed).sid).toBe(claimsOf(expired.__session ?? '').sid)
})

test('a user whose session has ended at Clerk signs in again and is back on the page', async ({
  page,
}) => {
  const { person } = await signInExpired(page)
  await revokeSessions(person.email)
  await page.goto('/todos?filter=done')
  await expect(page).toHaveURL(isSignInPage)
  await provider.signIn(page, person)
  await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
})

test('tabs that are opened side by side with an expired token stay signed in', async ({ page }) => {
  await signInExpired(page)
  const tabs = await Promise.all(Array.from({ length: 3 }, () => page.context().newPage()))
  await Promise.all(tabs.map((tab) => tab.goto('/todos?filter=active')))
  for (const tab of tabs) {
    await expect(tab).toHaveURL(`${stage.appUrl}/todos?filter=active`)
    await expect(tab.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  }
})

test('an expired session that Clerk has ended is rejected, on every route', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const expired = await withExpiredToken(good, stage)
  await revokeSessions(email)
  for (const route of routes) {
    expectSignedOut(route, await ask(route, { headers: { cookie: cookieHeader(expired) } }), email)
  }
})
