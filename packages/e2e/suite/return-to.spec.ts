import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { outside } from './outside.ts'
import { startAgainAt } from './starts.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

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

/** True for the landing page and the list, which is where users without a return URL go. */
const isHome = (url: string) => [`${stage.appUrl}/`, `${stage.appUrl}/todos`].includes(url)

for (const start of provider.starts) {
  test(`${start} leads home where it is asked to lead elsewhere`, async ({ page }) => {
    await signIn(page)
    for (const returnTo of outside) {
      const end = await follow(page, await startAgainAt(page, start, returnTo))
      expect(isHome(end.url), `${JSON.stringify(returnTo)} leads to ${end.url}`).toBe(true)
      expect(end.body, JSON.stringify(returnTo)).toContain('InsForge Starter')
    }
  })

  test(`${start} leads a browser home, too`, async ({ page }) => {
    await signIn(page)
    // A browser may read an address in another way than what follows it above.
    for (const returnTo of ['//evil.example', '/\\evil.example', '/\t/evil.example']) {
      await page.goto(await startAgainAt(page, start, returnTo))
      await expect(page, JSON.stringify(returnTo)).toHaveURL(({ href }) => isHome(href))
      await expect(page.getByRole('banner').getByRole('link')).not.toHaveCount(0)
    }
  })

  test(`${start} stays here where an address is encoded twice`, async ({ page }) => {
    await signIn(page)
    for (const returnTo of [
      '/%2F%2Fevil.example',
      '/%5Cevil.example',
      '/%09/evil.example',
      '/%0D%0Aevil',
    ]) {
      const end = await follow(page, await startAgainAt(page, start, returnTo))
      expect(end.url).toBe(`${stage.appUrl}${returnTo}`)
      expect(end.body, returnTo).toContain('Page not found')
    }
  })

  test(`${start} heeds the first of several addresses, and only if it is here`, async ({
    page,
  }) => {
    await signIn(page)
    const ends = [
      { asked: ['/todos?filter=done', '//evil.example'], end: '/todos?filter=done' },
      { asked: ['//evil.example', '/todos?filter=done'], end: undefined },
      { asked: ['', '//evil.example'], end: undefined },
    ]
    for (const { asked, end } of ends) {
      const reached = await follow(page, await startAgainAt(page, start, ...asked))
      if (end === undefined) expect(isHome(reached.url), `${asked}`).toBe(true)
      else expect(reached.url, `${asked}`).toBe(`${stage.appUrl}${end}`)
      expect(reached.body, `${asked}`).toContain('InsForge Starter')
    }
  })

  test(`${start} leads back to the page`, async ({ page }) => {
    await signIn(page)
    await page.goto(await startAgainAt(page, start, '/todos?filter=done'))
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}

test('a sign-in by form ends at home as well', async ({ page }) => {
  await page.goto(provider.signInPath('//evil.example'))
  await provider.signIn(page, await createUser(stage))
  await expect(page).toHaveURL(({ href }) => isHome(href))
})
