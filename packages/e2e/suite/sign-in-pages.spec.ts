import type { Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import { fetchAlone } from '../src/fetch.ts'
import { expectNoViolations } from './axe.ts'
import * as list from './list.ts'
import { expect, isSignInPage, provider, stage, test } from './test.ts'

/** Some forms are made by the provider's scripts, heading and all. */
const formIsThere = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible()

/** How a page gets to what a user who is not signed in yet sees. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the sign-in page': async (page) => {
    await page.goto('/todos')
    await expect(page).toHaveURL(isSignInPage)
    await formIsThere(page)
  },
  'a sign-in that was refused': async (page) => {
    await page.goto('/todos')
    await provider.signInWrongly(page, await createUser(stage))
    await expect(page.getByText(provider.refusal).first()).toBeVisible()
  },
  'the page of a failed sign-in': async (page) => {
    await page.goto(provider.signInFailed)
    await formIsThere(page)
  },
}

for (const [state, arrive] of Object.entries(states)) {
  test(`axe finds no barrier, light or dark: ${state}`, async ({ page }) => {
    await arrive(page)
    await expectNoViolations(page)
  })
}

test('a sign-in at another address of the app goes to its own first', async ({ page }) => {
  const person = await createUser(stage)
  const other = new URL('/todos', stage.appUrl)
  other.hostname = '127.0.0.1'
  await page.goto(other.href)
  await provider.signIn(page, person)
  await expect(page).toHaveURL(`${stage.appUrl}/todos`)
  await expect(list.field(page)).toBeVisible()
})

test('a sign-in behind a proxy that hides the address goes on all the same', async () => {
  const headers = { 'x-forwarded-host': 'app.example', 'sec-fetch-dest': 'document' }
  const init: RequestInit = { redirect: 'manual', headers }
  for (const start of provider.starts) {
    const answers = ['', '?led='].map((query) =>
      fetchAlone(`${stage.appUrl}${start}${query}`, init),
    )
    const [first, second] = (await Promise.all(answers)).map(({ headers }) =>
      headers.get('refresh'),
    )
    expect(first).toBe(`0; url=${stage.appUrl}${start}?led=`)
    expect(second).toBe(null)
  }
})

test('the page of a failed sign-in repeats no text of its address', async ({ page }) => {
  await page.goto(`${provider.signInFailed}?cause=evil-text`)
  await formIsThere(page)
  expect(await page.getByRole('main').innerText()).not.toContain('evil-text')
})

test('the emulator’s own page is marked as one', async ({ page }) => {
  await page.goto(provider.emulatorPage(stage))
  expect(new URL(page.url()).origin).toBe(stage.emulatorUrl)
  await expect(page.getByText('Nothing you type leaves this machine.')).toBeVisible()
})
