import { expect, type Locator, type Page } from '@playwright/test'

/** The field for a new todo. */
export const newTodo = (page: Page): Locator => page.getByRole('textbox', { name: 'New todo' })

/** Is in place of the list where a view has no todos; never where the list could not be read. */
export const emptyList = (page: Page): Locator =>
  page.getByRole('main').getByText('Nothing here yet.')

/** What a signed-in user sees where a sign-in ends: the way to the todos, or the list itself. */
export const homeOfUser = (page: Page): Locator =>
  page.getByRole('link', { name: 'Open your todos' }).or(newTodo(page))

/** Goes from the landing page of a user to the list. */
export async function openTodos(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Open your todos' }).click()
  await expect(newTodo(page)).toBeVisible()
}

/** Adds a todo and waits until it is in the list. */
export async function addTodo(page: Page, title: string): Promise<void> {
  await newTodo(page).fill(title)
  await stored(page, () => page.getByRole('button', { name: 'Add', exact: true }).click())
  await expect(page.getByRole('checkbox', { name: title })).toBeVisible()
  await expect(newTodo(page)).toHaveValue('')
}

/** Opens the editor of a todo and gives its field. */
export async function editTodo(page: Page, title: string): Promise<Locator> {
  await page.getByRole('button', { name: `Edit “${title}”` }).click()
  return page.getByRole('textbox', { name: `New title for “${title}”` })
}

/** Makes a change that is stored, and waits until the app reports that it is. */
export async function stored(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await expect(savedStatus(page)).toBeVisible()
}

/** Is on the page once the last change has been stored. */
export function savedStatus(page: Page): Locator {
  return page.getByRole('status').getByText('Saved', { exact: true })
}
