import type { Page } from '@playwright/test'
import { newPerson } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { setSettings } from '../../suite/services.ts'
import { expectNotSignedIn } from '../../suite/session.ts'
import { expect, provider, test } from '../../suite/test.ts'
import { askForCode, askForLink, passcodeField } from './mail.ts'

test.afterEach(() => setSettings({ requirePkce: false }))

async function expectRefused(page: Page, sentence: string) {
  await expectNotSignedIn(page)
  await expect(page.getByText(sentence)).toBeVisible()
}

const otherBrowser = 'Open the link in the browser that you requested it in'

test('without PKCE a link signs in in any browser, once', async ({ page, other }) => {
  await page.goto('/todos')
  const url = await askForLink(page, newPerson())
  await other.goto(url)
  await list.open(other)
  await page.goto(url)
  await expectRefused(page, 'This link has expired or was already used.')
})

test.describe('with PKCE', () => {
  test.beforeEach(() => setSettings({ requirePkce: true }))

  test('a link signs in in the browser that asked for it alone', async ({ page, other }) => {
    await page.goto('/todos')
    const url = await askForLink(page, newPerson())
    await other.goto(url)
    await expectRefused(other, otherBrowser)
    await other.getByRole('link', { name: 'Get a new link' }).click()
    await provider.signIn(other, newPerson())
    await list.open(other)
    await page.goto(url)
    await expect(list.field(page)).toBeVisible()
  })

  test('a link fails in a browser that has asked for another one', async ({ page, other }) => {
    await page.goto('/todos')
    const url = await askForLink(page, newPerson())
    await other.goto(url)
    await other.getByRole('link', { name: 'Get a new link' }).click()
    const own = await askForLink(other, newPerson())
    await other.goto(url)
    await expectRefused(other, otherBrowser)
    await other.goto(own)
    await list.open(other)
  })

  test('a browser with an unopened link is told of codes without PKCE', async ({ page }) => {
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
    await expect(list.field(page)).toBeVisible()
  })
})
