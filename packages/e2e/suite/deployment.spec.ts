import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { addTodo, expect, newTodo, signIn, stored, test } from './test.ts'

/** Has the page's actions be those of a build that the server no longer knows. */
async function deployUnder(page: Page): Promise<void> {
  await page.route('**', (route) => {
    const headers = route.request().headers()
    if (!('next-action' in headers)) return route.fallback()
    return route.continue({ headers: { ...headers, 'next-action': '7f'.padEnd(42, '0') } })
  })
}

test('in a tab that was open across a deployment a new todo is kept over the reload', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await deployUnder(page)
  await newTodo(page).fill('milk & “more” # 100%')
  await page.keyboard.press('Enter')
  const notice = page.getByRole('alert').filter({ hasText: 'isn’t saved yet.' })
  await expect(notice).toContainText('The app was updated. Reload the page to continue.')
  await expect(notice.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  expect(await rowsOf(email)).toEqual([])

  await page.unrouteAll()
  await notice.getByRole('button', { name: 'Reload' }).click()
  await expect(newTodo(page)).toHaveValue('milk & “more” # 100%')
  await expect(page).toHaveURL('/todos')
  await stored(page, () => page.getByRole('button', { name: 'Add', exact: true }).click())
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk & “more” # 100%' }])
})

test('in a tab that was open across a deployment a change is undone and reported', async ({
  page,
}) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await deployUnder(page)
  await page.getByRole('checkbox', { name: 'milk' }).click()
  const notice = page.getByRole('alert').filter({ hasText: '“milk” wasn’t changed.' })
  await expect(notice).toContainText('The app was updated.')
  await expect(page.getByRole('checkbox', { name: 'milk' })).not.toBeChecked()
  await page.unrouteAll()
  await notice.getByRole('button', { name: 'Reload' }).click()
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
})
