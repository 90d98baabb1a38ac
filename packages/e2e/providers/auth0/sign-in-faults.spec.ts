import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createUser } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { watchLog } from '../../suite/log.ts'
import { addFault, clearFaults, setSettings } from '../../suite/services.ts'
import { ask, expectNotSignedIn, sessionCookies } from '../../suite/session.ts'
import { expect, provider, session, signIn, stage, test } from '../../suite/test.ts'
import { open } from './driver.ts'

/** The Action that people paste, as it came with the example. */
const action = readFileSync(join(stage.appDir, 'auth0/post-login-action.js'), 'utf8')

let logged = () => ''

test.beforeEach(() => {
  logged = watchLog()
})

test.afterEach(async () => {
  await clearFaults()
  await setSettings({ actionSource: null })
})

async function expectNoUser(page: Page) {
  await expect(page).toHaveURL(`${stage.appUrl}/sign-in-error`)
  await expectNotSignedIn(page)
  expect(logged()).toMatch(/^The sign-in failed\. cause="\w+.*"$/m)
}

/** Tries to sign in, and goes on once Auth0 is as it was. */
async function expectRefusedUntilFixed(page: Page, fix: () => Promise<void>) {
  const person = await createUser(stage)
  await page.goto('/todos')
  await provider.signIn(page, person)
  await expectNoUser(page)
  await fix()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(list.home(page).or(page.getByLabel('Password'))).toBeVisible()
}

/** The Action, with a user whose metadata say this name. */
const actionFor = (name: string) => `${action}
  const original = exports.onExecutePostLogin
  exports.onExecutePostLogin = (event, api) =>
    original({ ...event, user: { ...event.user, user_metadata: { display_name: '${name}' } } }, api)`

test('what the Action says of a user reaches the server, not the profile', async ({ page }) => {
  await setSettings({ actionSource: actionFor('Ada L.') })
  await signIn(page)
  await expect(page.getByText('Ada L.')).toBeVisible()
  const good = await sessionCookies(page)
  expect(open(good, stage).claims).toEqual({ display_name: 'Ada L.' })
  const profile = await ask('/auth/profile', { session: good })
  expect(profile.body).not.toContain('Ada L.')
  expect(profile.body).not.toContain('todos.example')

  await setSettings({ actionSource: actionFor('Ada B.') })
  await page.reload()
  await expect(page.getByText('Ada L.')).toBeVisible()
  await session.expire?.(page, stage)
  await page.reload()
  await expect(page.getByText('Ada B.'), 'once the session was renewed').toBeVisible()
})

test('an Action that says too much for cookies signs in without it', async ({ page }) => {
  await setSettings({ actionSource: actionFor('A'.repeat(20_000)) })
  const { email } = await signIn(page)
  await expect(page.getByText(email)).toBeVisible()
  expect(open(await sessionCookies(page), stage).claims).toEqual({})
  expect(logged()).toMatch(/^The Action's claims are too large for cookies: .* length=20\d\d\d$/m)
})

const refusing: Readonly<Record<string, string>> = {
  denies: "api.access.deny('Not you, <b>sorry</b>')",
  throws: "throw new Error('It broke')",
  'has a mistake in it': 'nothing.of.that.name()',
}

for (const [what, statement] of Object.entries(refusing)) {
  test(`an Action that ${what} signs no user in and shows the next step`, async ({ page }) => {
    const actionSource = `exports.onExecutePostLogin = async (event, api) => { ${statement} }`
    await setSettings({ actionSource })
    await expectRefusedUntilFixed(page, () => setSettings({ actionSource: null }))
  })
}

test('an answer of access_denied signs no user in and shows the next step', async ({ page }) => {
  const redirectError = { error: 'access_denied', error_description: '<script>alert(1)</script>' }
  await page.goto('/todos')
  await addFault({ path: '/authorize', redirectError })
  await page.goto('/todos')
  await expectNoUser(page)
  await clearFaults()
  await page.getByRole('link', { name: 'Try again' }).click()
  await provider.signIn(page, await createUser(stage))
  await expect(list.home(page)).toBeVisible()
})

const hourAgo = Math.floor(Date.now() / 1000) - 3600

const altered: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'of another issuer': { iss: 'https://evil.example/' },
  'for another application': { aud: 'another-app' },
  'for another sign-in': { nonce: 'of-another' },
  'for no sign-in': { nonce: null },
  'that has expired': { exp: hourAgo },
  'that never expires': { exp: null },
  'that says not when it was issued': { iat: null },
  'without a user': { sub: null },
}

for (const [what, claims] of Object.entries(altered)) {
  test(`an ID token ${what} signs no user in and shows the next step`, async ({ page }) => {
    await addFault({ path: '/oauth/token', alterToken: { claims } })
    await expectRefusedUntilFixed(page, clearFaults)
  })
}
