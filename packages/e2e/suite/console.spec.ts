import type { Page } from '@playwright/test'
import {
  addTodo,
  expect,
  provider,
  savedStatus,
  signInByForm,
  signOut,
  stored,
  test,
} from './test.ts'

/** Errors and warnings of this page from now on, apart from a provider's own that an account is for tests. */
function listen(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    const isExpected = provider.saysForTests?.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isExpected) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(String(error)))
  return said
}

test('the console stays empty, from signing in to signing out', async ({ page }) => {
  const said = listen(page)
  await signInByForm(page)
  await addTodo(page, 'milk')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page).toHaveURL('/todos?filter=done')
  await page.reload()
  await stored(page, () => page.getByRole('button', { name: 'Delete “milk”' }).click())
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('checkbox', { name: 'milk' })).toBeVisible()
  await expect(savedStatus(page)).toBeVisible()
  await signOut(page)
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }),
  ).toBeVisible()
  expect(said).toEqual([])
})
