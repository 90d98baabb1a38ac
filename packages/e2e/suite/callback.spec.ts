import type { Browser, Cookie, Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import * as list from './list.ts'
import { ask, expectNotSignedIn, forgetApp, givenSession } from './session.ts'
import { expect, provider, session, signIn, stage, test } from './test.ts'

/** An answer of the provider that the app has not seen, and the cookies of the browser that asked for it. */
async function unusedAnswer(page: Page): Promise<{ url: URL; cookies: Cookie[] }> {
  await page.goto('/todos')
  const cookies = await page.context().cookies(stage.appUrl)
  // Without them the app must not use the code up.
  await forgetApp(page)
  const arrives = page.waitForRequest(
    (request) => new URL(request.url()).pathname === provider.callback,
  )
  await provider.signIn(page, await createUser(stage))
  return { url: new URL((await arrives).url()), cookies }
}

async function expectNextStep(page: Page) {
  await expect(page).toHaveURL(`${stage.appUrl}${provider.signInFailed}`)
  await expectNotSignedIn(page)
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
}

/** Opens an answer in the same browser as before it came, signed in nowhere. */
async function openAgain(
  browser: Browser,
  cookies: Cookie[],
  { href }: URL,
  look: (page: Page) => Promise<unknown>,
) {
  const context = await browser.newContext()
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.goto(href)
  await look(page)
  await context.close()
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
  test(`an answer ${what} signs no user in and shows the next step`, async ({ page, browser }) => {
    const { url, cookies } = await unusedAnswer(page)
    spoil(url.searchParams)
    await openAgain(browser, cookies, url, expectNextStep)
  })
}

test('from the page of a failed sign-in the user gets in', async ({ page }) => {
  await page.goto(`${provider.callback}?code=unknown&state=unknown`)
  await expectNextStep(page)
  await page.getByRole('link', { name: 'Try again' }).click()
  await provider.signIn(page, await createUser(stage))
  await expect(list.home(page)).toBeVisible()
})

test('an answer signs in once, and only in the browser that asked', async ({ page, browser }) => {
  const { url, cookies } = await unusedAnswer(page)
  await expectNextStep(page)
  await openAgain(browser, cookies, url, (asked) => expect(list.field(asked)).toBeVisible())
  await openAgain(browser, cookies, url, expectNextStep)
})

test('the code of another user’s sign-in signs no user in', async ({ page, other, browser }) => {
  const stolen = await unusedAnswer(page)
  const { url, cookies } = await unusedAnswer(other)
  url.searchParams.set('code', stolen.url.searchParams.get('code') ?? '')
  await openAgain(browser, cookies, url, expectNextStep)
})

test('a cookie is for the address that the provider knows, whatever is asked', async ({ page }) => {
  const { url, cookies } = await unusedAnswer(page)
  const answer = await ask(url.href, {
    session: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    headers: { 'x-forwarded-proto': 'https' },
  })
  const given = givenSession(answer)
  expect(given.length).toBeGreaterThan(0)
  for (const one of given) expect(/; *Secure/i.test(one), one).toBe(session.alwaysSecure)
})

test('an answer for another user does not change who is signed in', async ({ page, other }) => {
  const { url } = await unusedAnswer(page)
  const { email } = await signIn(other)
  await other.goto(url.href)
  await expect(other).toHaveURL(`${stage.appUrl}${provider.signInFailed}`)
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
