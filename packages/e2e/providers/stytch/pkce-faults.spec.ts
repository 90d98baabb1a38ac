import type { Browser, Page } from '@playwright/test'
import { newPerson } from '../../src/providers/person.ts'
import { setSettings } from '../../suite/emulator.ts'
import { sessionCookies } from '../../suite/session.ts'
import { expect, newTodo, provider, test } from '../../suite/test.ts'
import { askForCode, askForLink, passcodeField } from './mail.ts'

test.afterEach(() => setSettings({ requirePkce: false }))

async function withOtherBrowser(browser: Browser, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext()
  await use(await context.newPage())
  await context.close()
}

async function expectRefused(page: Page, sentence: string) {
  await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
  await expect(page.getByText(sentence)).toBeVisible()
  expect(await sessionCookies(page)).toEqual({})
}

const otherBrowser = 'Open the link in the browser that you requested it in'

test('without PKCE a link signs in in any browser, once', async ({ page, browser }) => {
  await page.goto('/todos')
  const url = await askForLink(page, newPerson())
  await withOtherBrowser(browser, async (other) => {
    await other.goto(url)
    await expect(newTodo(other)).toBeVisible()
  })
  await page.goto(url)
  await expectRefused(page, 'This link has expired or was already used.')
})

test.describe('with PKCE', () => {
  test.beforeEach(() => setSettings({ requirePkce: true }))

  test('a link signs in in the browser that asked for it, and in no other', async ({
    page,
    browser,
  }) => {
    await page.goto('/todos')
    const url = await askForLink(page, newPerson())
    await withOtherBrowser(browser, async (other) => {
      await other.goto(url)
      await expectRefused(other, otherBrowser)
      await other.getByRole('link', { name: 'Get a new link' }).click()
      await provider.signIn(other, newPerson())
      await expect(newTodo(other)).toBeVisible()
    })
    await page.goto(url)
    await expect(newTodo(page)).toBeVisible()
  })

  test('a link signs no user in in a browser that has asked for another one', async ({
    page,
    browser,
  }) => {
    await page.goto('/todos')
    const url = await askForLink(page, newPerson())
    await withOtherBrowser(browser, async (other) => {
      await other.goto(url)
      await other.getByRole('link', { name: 'Get a new link' }).click()
      const own = await askForLink(other, newPerson())
      await other.goto(url)
      await expectRefused(other, otherBrowser)
      await other.goto(own)
      await expect(newTodo(other)).toBeVisible()
    })
  })

  test('a browser whose link was never opened is told of codes once PKCE is switched off', async ({
    page,
  }) => {
    const person = newPerson()
    await page.goto('/todos')
    await askForLink(page, person)
    await setSettings({ requirePkce: false })
    await page.goto('/todos')
    await page.goto(await askForLink(page, person))
    await expectRefused(page, 'Or ask for a code.')
    await page.getByRole('link', { name: 'Get a new link' }).click()
    const code = await askForCode(page, person)
    await passcodeField(page).fill(code)
    await expect(newTodo(page)).toBeVisible()
  })
})
