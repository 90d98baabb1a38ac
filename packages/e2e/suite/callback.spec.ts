import type { Browser, Cookie, Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { ask } from './ask.ts'
import { forgetApp, givenSession, session, sessionCookies } from './session.ts'
import { expect, homeOfUser, provider, signIn, stage, test } from './test.ts'

/** An answer of the provider that the app has not seen, and the cookies of the browser that asked for it. */
interface Unused {
  url: URL
  cookies: Cookie[]
}

async function unusedAnswer(page: Page): Promise<Unused> {
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
  await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
  expect(await sessionCookies(page)).toEqual({})
}

/** The same browser as before the answer came, signed in nowhere. */
async function openAgain(browser: Browser, cookies: Cookie[]): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies(cookies)
  return context.newPage()
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
  test(`an answer of the provider ${what} signs no user in and shows the next step`, async ({
    page,
    browser,
  }) => {
    const { url, cookies } = await unusedAnswer(page)
    spoil(url.searchParams)
    const again = await openAgain(browser, cookies)
    await again.goto(url.href)
    await expectNextStep(again)
    await again.context().close()
  })
}

test('from the page of a failed sign-in the user gets in', async ({ page }) => {
  await page.goto(`${provider.callback}?code=unknown&state=unknown`)
  await expectNextStep(page)
  await page.getByRole('link', { name: 'Try again' }).click()
  await provider.signIn(page, await createUser(stage))
  await expect(homeOfUser(page)).toBeVisible()
})

test('an answer of the provider signs in once, and only in the browser that asked', async ({
  page,
  browser,
}) => {
  const { url, cookies } = await unusedAnswer(page)
  await expectNextStep(page)

  const asked = await openAgain(browser, cookies)
  await asked.goto(url.href)
  await expect(asked.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  await asked.context().close()

  const replayed = await openAgain(browser, cookies)
  await replayed.goto(url.href)
  await expectNextStep(replayed)
  await replayed.context().close()
})

test('a sign-in gives a cookie for the address that the provider knows, whatever the request says', async ({
  page,
}) => {
  const { url, cookies } = await unusedAnswer(page)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const answer = await ask(url.href, { headers: { cookie, 'x-forwarded-proto': 'https' } })
  const given = givenSession(answer)
  expect(given.length).toBeGreaterThan(0)
  for (const one of given) expect(/; *Secure/i.test(one), one).toBe(session.alwaysSecure)
})

test('an answer for another user does not change who is signed in', async ({ page, browser }) => {
  const { url } = await unusedAnswer(page)
  const victim = await (await browser.newContext()).newPage()
  const { email } = await signIn(victim)
  await victim.goto(url.href)
  await expect(victim).toHaveURL(`${stage.appUrl}${provider.signInFailed}`)
  await victim.goto('/todos')
  await expect(victim.getByText(email)).toBeVisible()
  await victim.context().close()
})

test('the provider is told the app’s own address, whatever host was asked', async () => {
  for (const route of provider.starts) {
    const answer = await ask(route, { headers: { 'x-forwarded-host': 'evil.example' } })
    const redirectUri = new URL(answer.location).searchParams.get('redirect_uri') ?? ''
    expect(new URL(redirectUri).origin).toBe(stage.appUrl)
  }
})
