import type { Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import * as list from './list.ts'
import { outside, startAgainAt } from './starts.ts'
import { enter, expect, provider, stage, test } from './test.ts'

/** Where this browser's cookies lead from here, and what is there, without a page. Stays on this machine. */
async function follow(page: Page, url: string): Promise<{ url: string; body: string }> {
  const here = [stage.appUrl, stage.emulatorUrl]
  if (!here.includes(new URL(url).origin)) return { url, body: '' }
  const answer = await page.request.get(url, { maxRedirects: 0 })
  const { location } = answer.headers()
  return location === undefined
    ? { url, body: await answer.text() }
    : follow(page, new URL(location, url).href)
}

/** A character as an address can also have it. */
const encode = (character: string) => `%${character.charCodeAt(0).toString(16)}`

/** True for the landing page and the list, which is where users without a return URL go. */
const isHome = (url: string) => [`${stage.appUrl}/`, `${stage.appUrl}/todos`].includes(url)

/** Expects that a sign-in which asks for these addresses ends at this path, or at home. */
async function expectEnd(page: Page, start: string, asked: string[], path?: string, shows = '') {
  const end = await follow(page, await startAgainAt(page, start, ...asked))
  const what = `${JSON.stringify(asked)} leads to ${end.url}`
  if (path === undefined) expect(isHome(end.url), what).toBe(true)
  else expect(end.url, what).toBe(`${stage.appUrl}${path}`)
  expect(end.body, what).toContain(shows || 'InsForge Starter')
}

for (const start of provider.starts) {
  test(`${start} leads home where it is asked to lead elsewhere`, async ({ page }) => {
    await enter(page.context())
    for (const returnTo of outside) await expectEnd(page, start, [returnTo])
  })

  test(`${start} leads to no route that starts or ends a session`, async ({ page }) => {
    await enter(page.context())
    const { callback, signOutRoute = callback, starts } = provider
    for (const path of [...starts, callback, signOutRoute]) {
      for (const asked of [path, `${path}/`, `${path}?a=b`, path.replace(/.$/, encode)]) {
        await expectEnd(page, start, [asked])
      }
    }
    await page.goto('/todos')
    await expect(list.field(page)).toBeVisible()
  })

  test(`${start} leads a browser home, too`, async ({ page }) => {
    await enter(page.context())
    // A browser may read an address in another way than what follows it above.
    for (const returnTo of ['//evil.example', '/\\evil.example', '/\t/evil.example']) {
      await page.goto(await startAgainAt(page, start, returnTo))
      await expect(page, JSON.stringify(returnTo)).toHaveURL(({ href }) => isHome(href))
      await expect(page.getByRole('banner').getByRole('link')).not.toHaveCount(0)
    }
  })

  test(`${start} stays here where an address is encoded twice`, async ({ page }) => {
    await enter(page.context())
    const encoded = ['/%2F%2Fevil.example', '/%5Cevil.example', '/%09/evil.example', '/%0D%0Aevil']
    for (const path of encoded) await expectEnd(page, start, [path], path, 'Page not found')
  })

  test(`${start} heeds the first of several addresses, if it is here`, async ({ page }) => {
    await enter(page.context())
    const done = '/todos?filter=done'
    await expectEnd(page, start, [done, '//evil.example'], done)
    await expectEnd(page, start, ['//evil.example', done])
    await expectEnd(page, start, ['', '//evil.example'])
  })

  test(`${start} leads back to the page`, async ({ page }) => {
    await enter(page.context())
    await page.goto(await startAgainAt(page, start, '/todos?filter=done'))
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}

test('a sign-in by form ends at home as well', async ({ page }) => {
  await page.goto(provider.signInPath('//evil.example'))
  await provider.signIn(page, await createUser(stage))
  await expect(page).toHaveURL(({ href }) => isHome(href))
})
