import type { BrowserContext, Page } from '@playwright/test'
import { createUser, type SessionCookies } from '../src/driver.ts'
import { unusedAnswer } from '../src/sign-in-page.ts'
import * as list from './list.ts'
import { ask, expectNotSignedIn, givenSession } from './session.ts'
import { expect, provider, session, signIn, stage, test } from './test.ts'

/** An answer of the provider that the app has not seen, and the cookies of the browser that asked for it. */
async function beginSignIn(context: BrowserContext): Promise<{ url: URL; asked: SessionCookies }> {
  const url = await unusedAnswer(context, '/todos', await createUser(stage), stage)
  const cookies = await context.cookies(stage.appUrl)
  return { url, asked: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) }
}

const signInFailed = `${stage.appUrl}${provider.signInFailed}`

async function expectNextStep(page: Page) {
  await expect(page).toHaveURL(signInFailed)
  await expectNotSignedIn(page)
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
}

/** Expects that an answer leads a browser with these cookies to the same page, and gives no session. */
async function expectRefused({ href }: URL, cookies: SessionCookies) {
  const answer = await ask(href, { session: cookies })
  expect(new URL(answer.location, stage.appUrl).href).toBe(signInFailed)
  expect(givenSession(answer)).toEqual([])
  const { status, body } = await ask(signInFailed, { session: cookies })
  expect(status).toBe(200)
  expect(body).toMatch(/You’re not signed in.*Try again/s)
}

const broken: Readonly<Record<string, (query: URLSearchParams) => void>> = {
  'without a state': (query) => query.delete('state'),
  'with an empty state': (query) => query.set('state', ''),
  'with an unknown state': (query) => query.set('state', 'unknown'),
  'with a state that was changed': (query) =>
    query.set('state', `${query.get('state') ?? ''}`.replace(/.$/, '')),
  'without a code': (query) => query.delete('code'),
  'with an unknown code': (query) => query.set('code', 'unknown'),
  'with an error in place of a code': (query) => {
    query.delete('code')
    query.set('error', 'access_denied')
    query.set('error_description', '<script>alert(1)</script>')
  },
  'with nothing at all': (query) => {
    for (const name of [...query.keys()]) query.delete(name)
  },
}

for (const [what, spoil] of Object.entries(broken)) {
  test(`an answer ${what} signs no user in and shows the next step`, async ({ context }) => {
    const { url, asked } = await beginSignIn(context)
    spoil(url.searchParams)
    await expectRefused(url, asked)
  })
}

test('from the page of a failed sign-in the user gets in', async ({ page }) => {
  await page.goto(`${provider.callback}?code=unknown&state=unknown`)
  await expectNextStep(page)
  await page.getByRole('link', { name: 'Try again' }).click()
  await provider.signIn(page, await createUser(stage))
  await expect(list.home(page)).toBeVisible()
})

test('an answer signs in once, and only in the browser that asked', async ({ page, other }) => {
  const { url, asked } = await beginSignIn(page.context())
  await other.goto(url.href)
  await expectNextStep(other)
  await page.goto(url.href)
  await expect(list.field(page)).toBeVisible()
  await expectRefused(url, asked)
})

test('the code of another user’s sign-in signs no user in', async ({ context, other }) => {
  const stolen = await beginSignIn(context)
  const { url, asked } = await beginSignIn(other.context())
  url.searchParams.set('code', stolen.url.searchParams.get('code') ?? '')
  await expectRefused(url, asked)
})

test('a cookie is for the address that the provider knows, whatever is asked', async ({
  context,
}) => {
  const { url, asked } = await beginSignIn(context)
  const headers = { 'x-forwarded-proto': 'https' }
  const given = givenSession(await ask(url.href, { session: asked, headers }))
  expect(given.length).toBeGreaterThan(0)
  for (const one of given) expect(/; *Secure/i.test(one), one).toBe(session.alwaysSecure)
})

test('an answer for another user does not change who is signed in', async ({ context, other }) => {
  const { url } = await beginSignIn(context)
  const { email } = await signIn(other)
  await other.goto(url.href)
  await expect(other).toHaveURL(signInFailed)
  await other.goto('/todos')
  await expect(other.getByText(email)).toBeVisible()
})

test('the provider is told the app’s own address, whatever host was asked', async () => {
  for (const route of provider.starts) {
    // Asked a second time: the first answer leads to the app's own address.
    const headers = { 'x-forwarded-host': 'evil.example' }
    const answer = await ask(`${route}?led=`, { headers })
    const redirectUri = new URL(answer.location).searchParams.get('redirect_uri') ?? ''
    expect(new URL(redirectUri).origin).toBe(stage.appUrl)
  }
})
