import type { Page } from '@playwright/test'
import { createUser } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { watchLog } from '../../suite/log.ts'
import { addFault, clearFaults, control, rowsOf, userId } from '../../suite/services.ts'
import { expect, provider, session, signIn, stage, test } from '../../suite/test.ts'
import { setTemplate, waitForExpiry } from './insforge.ts'

test.afterEach(clearFaults)
test.afterEach(() => control('heal'))

const tryAgain = (page: Page, text: string) =>
  list.stored(page, () =>
    list.notice(page, text).getByRole('button', { name: 'Try again' }).click(),
  )

const noName = 'Name unavailable'
const noClerk = 'Couldn’t reach Clerk, which signs you in.'

test('connections that are cut lose nothing and double nothing', async ({ page }) => {
  const { email } = await signIn(page)
  await control('cut-next-write')
  await list.submit(page, 'milk')
  const notSaved = '“milk” isn’t saved yet.'
  await expect(list.notice(page, notSaved)).toContainText(/Couldn.t reach the database/)
  await tryAgain(page, notSaved)

  await control('cut-next-write')
  await list.checkbox(page, 'milk').click()
  const notChanged = '“milk” wasn’t changed.'
  await expect(list.notice(page, notChanged)).toContainText(/Couldn.t reach the database/)
  await tryAgain(page, notChanged)
  await expect(list.checkbox(page, 'milk')).toBeChecked()
  await expect(list.rows(page)).toHaveText([/milk/])
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: true }])
})

test('while Clerk is down a token is used until it ends; then Clerk is named', async ({ page }) => {
  const person = await createUser(stage)
  await setTemplate(person.email, { templateSeconds: 15 })
  await signIn(page, person)
  await addFault({ hangUp: true })
  await list.add(page, 'milk')

  await waitForExpiry(await userId(person.email))
  await list.submit(page, 'bread')
  await expect(list.notice(page, '“bread” isn’t saved yet.')).toContainText(noClerk)

  await clearFaults()
  await tryAgain(page, '“bread” isn’t saved yet.')
  await expect(list.rows(page)).toHaveText([/bread/, /milk/])
  expect(await rowsOf(person.email)).toMatchObject([{ title: 'milk' }, { title: 'bread' }])
})

test('a page that is opened while Clerk is down reports it, and recovers', async ({ page }) => {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  await addFault({ hangUp: true })
  await page.reload()
  // The server asked for it less than a minute ago.
  await expect(page.getByText(email)).toBeVisible()
  await expect(list.notice(page, 'Couldn’t load your todos.')).toContainText(noClerk)
  await clearFaults()
  await page.reload()
  await expect(list.rows(page)).toHaveText([/milk/])
})

for (const fault of [{ hangUp: true }, { status: 500 }, { delayMs: 10_000 }]) {
  const what = JSON.stringify(fault)
  test(`where Clerk only cannot tell a name (${what}), everything else goes on`, async ({
    page,
  }) => {
    const logged = watchLog()
    const { email, password } = await createUser(stage)
    await addFault({ path: `/v1/users/${await userId(email)}`, ...fault })
    await signIn(page, { email, password })
    await expect(page.getByText(noName)).toBeVisible()
    await list.add(page, 'milk')
    expect(logged()).toMatch(/^Clerk did not return the name of a user\. error=/m)

    await clearFaults()
    await page.reload()
    await expect(page.getByText(email)).toBeVisible()
    await expect(list.rows(page)).toHaveText([/milk/])
  })
}

test('if Clerk’s scripts cannot be loaded the page reports it', async ({ page }) => {
  await page.route('**/clerk.browser.js', (route) => route.abort())
  await page.goto('/todos')
  const noScripts = list.notice(page, 'Couldn’t reach Clerk')
  // Its loader tries it some more times first.
  await expect(noScripts).toBeVisible({ timeout: 60_000 })
  await page.unroute('**/clerk.browser.js')
  await noScripts.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('Email address')).toBeVisible()
})

test('sign-in fails while Clerk takes none, and works after', async ({ page }) => {
  const person = await createUser(stage)
  await page.goto('/todos')
  const address = page.getByLabel('Email address')
  await expect(address).toBeVisible()
  await addFault(session.tokensDown)
  await address.fill(person.email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByText('There was an internal error').first()).toBeVisible()
  await expect(address).toHaveValue(person.email)
  await clearFaults()
  await provider.signIn(page, person)
  await expect(list.field(page)).toBeVisible()
})
