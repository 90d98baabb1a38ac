import type { Page } from '@playwright/test'
import * as list from './list.ts'
import { rowsOf } from './services.ts'
import { expect, signIn, test } from './test.ts'

/** Has the page's actions be those of a build that the server no longer knows. */
const deployUnder = (page: Page) =>
  page.route('**', (route) => {
    const headers = route.request().headers()
    if (!('next-action' in headers)) return route.fallback()
    return route.continue({ headers: { ...headers, 'next-action': '7f'.padEnd(42, '0') } })
  })

test('in a tab from before a deployment a new todo is kept over the reload', async ({ page }) => {
  const title = 'milk & “more” # 100%'
  const { email } = await signIn(page)
  await deployUnder(page)
  await list.submit(page, title)
  const notSaved = list.notice(page, 'isn’t saved yet.')
  await expect(notSaved).toContainText('The app was updated. Reload the page to continue.')
  await expect(notSaved.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  expect(await rowsOf(email)).toEqual([])

  await page.unrouteAll()
  await notSaved.getByRole('button', { name: 'Reload' }).click()
  await expect(list.field(page)).toHaveValue(title)
  await expect(page).toHaveURL('/todos')
  await list.stored(page, () => list.press(page, 'Add'))
  expect(await rowsOf(email)).toMatchObject([{ title }])
})

test('in a tab from before a deployment a change is undone and reported', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'milk')
  await deployUnder(page)
  await list.checkbox(page, 'milk').click()
  const notChanged = list.notice(page, '“milk” wasn’t changed.')
  await expect(notChanged).toContainText('The app was updated.')
  await expect(list.checkbox(page, 'milk')).not.toBeChecked()
  await page.unrouteAll()
  await notChanged.getByRole('button', { name: 'Reload' }).click()
  await list.toggle(page, 'milk')
})
