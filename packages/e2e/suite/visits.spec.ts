import * as list from './list.ts'
import { ask, expectSignedIn, givenSession, goodSession } from './session.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

/** What asks for an address that no user opens. */
const notVisits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Next keeps its own header from the proxy.
  'a prefetch of Next': { 'next-router-prefetch': '1', 'sec-fetch-dest': 'empty' },
  'a prefetch of a browser': { 'sec-purpose': 'prefetch;prerender' },
  'a prefetch of an old browser': { purpose: 'prefetch' },
  'an image': { 'sec-fetch-dest': 'image' },
  'a frame': { 'sec-fetch-dest': 'iframe' },
  'a script': { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'cross-site' },
}

const { callback, signOutRoute, starts } = provider

for (const [what, headers] of Object.entries(notVisits)) {
  test(`${what} starts and ends nothing`, async ({ context }) => {
    const { email, good } = await goodSession(context)
    for (const route of [...starts, callback, ...(signOutRoute ? [signOutRoute] : [])]) {
      for (const session of [good, {}]) {
        const answer = await ask(route, { headers, session })
        expect(answer, route).toEqual({ status: 204, location: '', cookies: [], body: '' })
      }
    }
    await expectSignedIn(good, email)
  })
}

if (signOutRoute) {
  test('a link on another site signs no user out', async ({ page, context }) => {
    const { email, good } = await goodSession(context)
    for (const site of ['cross-site', 'same-site']) {
      const answer = await ask(signOutRoute, { session: good, headers: { 'sec-fetch-site': site } })
      expect(new URL(answer.location, stage.appUrl).href, site).toBe(`${stage.appUrl}/`)
      expect(answer.cookies, site).toEqual([])
      expect(givenSession(answer), site).toEqual([])
    }
    await expectSignedIn(good, email)

    await page.goto(stage.emulatorUrl)
    await page.evaluate((url) => {
      location.href = url
    }, `${stage.appUrl}${signOutRoute}`)
    await expect(page).toHaveURL(`${stage.appUrl}/`)
    await page.goto('/todos')
    await expect(list.field(page)).toBeVisible()
  })
}

test('sign-ins that are never finished do not pile up', async ({ page }) => {
  for (let tab = 0; tab < 40; tab++) {
    const answer = await page.request.get(starts[0] ?? '', { maxRedirects: 0 })
    expect(answer.status(), `${tab} before`).toBe(307)
  }
  expect((await page.context().cookies(stage.appUrl)).length).toBeLessThan(10)
  await signIn(page)
})
