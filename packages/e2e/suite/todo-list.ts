import { expect, type Page } from '@playwright/test'

/** Writes a todo and waits until it stands in the list. */
export async function addTodo(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'New todo' }).fill(title)
  await stored(page, () => page.getByRole('button', { name: 'Add' }).click())
  await expect(page.getByRole('checkbox', { name: title })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New todo' })).toHaveValue('')
}

/** Does something that is stored, and waits until the app says that it is. */
export async function stored(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await expect(savedStatus(page)).toBeVisible()
}

/** Stands on the page once the last change has been stored. */
export function savedStatus(page: Page) {
  return page.getByRole('status').getByText('Saved', { exact: true })
}
