import type { Page } from '@playwright/test'
import type { SessionCookies } from '../../src/driver.ts'
import { createByHand } from '../../suite/actions.ts'
import * as list from '../../suite/list.ts'
import { watchLog } from '../../suite/log.ts'
import { expectAnswer, toSignIn } from '../../suite/routes.ts'
import {
  addFault,
  clearFaults,
  revokeSessions,
  setSettings,
  titlesOf,
} from '../../suite/services.ts'
import { ask, sessionCookies } from '../../suite/session.ts'
import { expect, provider, session, signIn, stage, test, visitsOf } from '../../suite/test.ts'
import { alterToken, expireToken } from './driver.ts'

const tokens = ['access_token', 'id_token'] as const

test.afterEach(clearFaults)

/** Signs in a user who has one todo. */
async function signInWithMilk(page: Page) {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  return email
}

/** Expects that neither a page nor an action knows a user, and that InsForge was given no token. */
async function expectSignedOutEverywhere(session: SessionCookies, email: string) {
  const answer = await ask('/todos', { session })
  expectAnswer('/todos', answer, toSignIn)
  expect(answer.body).not.toContain(email)
  const refusal = { ok: false, code: 'unauthenticated' }
  expect(await createByHand(session, email, 'bread')).toMatchObject(refusal)
  expect(await titlesOf(email)).toEqual(['milk'])
}

for (const token of tokens) {
  test(`an expired ${token} is renewed without a word`, async ({ page }) => {
    const { email } = await signIn(page)
    await expireToken(page, stage, token)
    const expired = await sessionCookies(page)
    const visited = visitsOf(page)
    await page.goto('/todos?filter=done')
    await expect(list.field(page)).toBeVisible()
    await expect(page.getByText(email)).toBeVisible()
    expect(visited).not.toContain('/api/auth/login')
    const renewed = await sessionCookies(page)
    for (const [name, value] of Object.entries(expired)) expect(renewed[name]).not.toBe(value)
  })

  test(`an expired ${token} that cannot be renewed is rejected everywhere`, async ({ page }) => {
    const email = await signInWithMilk(page)
    await expireToken(page, stage, token)
    const expired = await sessionCookies(page)
    await revokeSessions(email)
    await expectSignedOutEverywhere(expired, email)
    const { refresh_token: _, ...unrenewable } = expired
    await expectSignedOutEverywhere(unrenewable, email)

    await page.goto('/todos?filter=done')
    await expect(page).toHaveURL((url) => url.origin === stage.emulatorUrl)
    expect(await sessionCookies(page)).toEqual({})
  })

  test(`an ${token} that Kinde gave to another application is rejected`, async ({ page }) => {
    const email = await signInWithMilk(page)
    await alterToken(page, stage, token, { azp: 'another-application' })
    await expectSignedOutEverywhere(await sessionCookies(page), email)
  })

  test(`an ${token} of another issuer is rejected`, async ({ page }) => {
    const email = await signInWithMilk(page)
    await alterToken(page, stage, token, { iss: 'https://evil.example' })
    const { refresh_token: _, ...altered } = await sessionCookies(page)
    await expectSignedOutEverywhere(altered, email)
  })

  test(`a sign-in with an ${token} for another application fails with advice`, async ({ page }) => {
    const logged = watchLog()
    const person = await signIn(page)
    await page.context().clearCookies()
    await page.goto('/todos')
    const claims = { azp: 'another-application' }
    await addFault({ path: '/oauth2/token', times: 1, alterToken: { token, claims } })
    await provider.signIn(page, person)
    await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
    expect(logged()).toMatch(/^The sign-in failed\. cause=".*not for this application"$/m)
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(list.home(page)).toBeVisible()
  })
}

test('an access token of eleven minutes ago that cannot be renewed is rejected', async ({
  page,
}) => {
  const email = await signInWithMilk(page)
  await session.expire?.(page, stage)
  const { refresh_token: _, ...old } = await sessionCookies(page)
  await expectSignedOutEverywhere(old, email)
})

test('tokens of two users are rejected', async ({ page, other }) => {
  const email = await signInWithMilk(page)
  await signIn(other)
  const [mine, theirs] = [await sessionCookies(page), await sessionCookies(other)]
  await other.context().close()
  for (const token of tokens) {
    await expectSignedOutEverywhere({ ...mine, [token]: theirs[token] ?? '' }, email)
  }
})

test.describe('side by side with an expired token', () => {
  test.afterEach(() => setSettings({ refreshGraceSeconds: 60 }))

  async function askSideBySide(page: Page) {
    await signIn(page)
    await expireToken(page, stage, 'access_token')
    const session = await sessionCookies(page)
    return Promise.all(Array.from({ length: 6 }, () => ask('/todos', { session })))
  }

  test('all requests get through while Kinde takes a refresh token twice', async ({ page }) => {
    const answers = await askSideBySide(page)
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
  })

  test('each request ends at the sign-in while Kinde does not', async ({ page }) => {
    await setSettings({ refreshGraceSeconds: 0 })
    const answers = await askSideBySide(page)
    const refused = answers.filter(({ status }) => status !== 200)
    // At most one was the first, and a late one may end the tokens of the first.
    expect(refused.length).toBeGreaterThanOrEqual(5)
    for (const answer of refused) expectAnswer('/todos', answer, toSignIn)
    await page.goto('/todos')
    await expect(list.field(page)).toBeVisible()
  })
})
