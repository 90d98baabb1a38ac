import type { Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { outside } from './outside.ts'
import { startAgainAt } from './starts.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

/** Where this browser's cookies lead from here, and what is there, without a page. Never leaves this machine. */
async function follow(page: Page, url: string): Promise<{ url: string; body: string }> {
  const here = [stage.appUrl, stage.emulatorUrl]
  if (!here.includes(new URL(url).origin)) return { url, body: '' }
  const answer = await page.request.get(url, { maxRedirects: 0 })
  const { location } = answer.headers()
  return location === undefined
    ? { url, body: await answer.text() }
    : follow(page, new URL(location, url).href)
}

for (const start of provider.starts) {
  test(`${start} leads home where it is asked to lead elsewhere`, async ({ page }) => {
    await signIn(page)
    for (const returnTo of outside) {
      const end = await follow(page, await startAgainAt(page, start, returnTo))
      expect(end.url, JSON.stringify(returnTo)).toBe(`${stage.appUrl}/`)
      expect(end.body, JSON.stringify(returnTo)).toContain('New todo')
    }
  })

  test(`${start} leads a browser home, too`, async ({ page }) => {
    await signIn(page)
    // A browser may read an address in another way than what follows it above.
    for (const returnTo of ['//evil.example', '/\\evil.example', '/\t/evil.example']) {
      await page.goto(await startAgainAt(page, start, returnTo))
      await expect(page, JSON.stringify(returnTo)).toHaveURL(`${stage.appUrl}/`)
      await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
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
      expect(end.body, returnTo).toContain('There is no such page')
    }
  })

  test(`${start} heeds the first of several addresses, and only if it is here`, async ({
    page,
  }) => {
    await signIn(page)
    const ends = [
      { asked: ['/?filter=done', '//evil.example'], end: '/?filter=done' },
      { asked: ['//evil.example', '/?filter=done'], end: '/' },
      { asked: ['', '//evil.example'], end: '/' },
    ]
    for (const { asked, end } of ends) {
      const reached = await follow(page, await startAgainAt(page, start, ...asked))
      expect(reached.url, `${asked}`).toBe(`${stage.appUrl}${end}`)
      expect(reached.body, `${asked}`).toContain('New todo')
    }
  })

  test(`${start} leads back to where one was`, async ({ page }) => {
    await signIn(page)
    await page.goto(await startAgainAt(page, start, '/?filter=done'))
    await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
  })
}

test('whoever has to say who they are is led home as well', async ({ page }) => {
  await page.goto(provider.signInPath('//evil.example'))
  await provider.signIn(page, await createUser(stage))
  await expect(page).toHaveURL(`${stage.appUrl}/`)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
})
