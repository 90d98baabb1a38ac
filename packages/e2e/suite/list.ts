import { expect, type Locator, type Page } from '@playwright/test'

// The page of the list, and what users do there.

/** The rows of the list. */
export const rows = (page: Page): Locator => page.getByRole('listitem')

/** The checkbox of a todo. */
export const checkbox = (page: Page, title: string): Locator =>
  page.getByRole('checkbox', { name: title })

/** The field for a new todo. */
export const field = (page: Page): Locator => page.getByRole('textbox', { name: 'New todo' })

/** Is in place of the list where a view has no todos; never where the list could not be read. */
export const empty = (page: Page): Locator => page.getByRole('main').getByText('Nothing here yet.')

/** What a signed-in user sees where a sign-in ends: the way to the todos, or the list itself. */
export const home = (page: Page): Locator =>
  page.getByRole('link', { name: 'Open your todos' }).or(field(page))

/** Goes from the landing page of a user to the list. */
export async function open(page: Page): Promise<void> {
  await follow(page, 'Open your todos')
  await expect(field(page)).toBeVisible()
}

/** A notice that reports a failure. */
export const notice = (page: Page, text: string): Locator =>
  page.getByRole('alert').filter({ hasText: text })

/** Is on the page once the last change has been stored. */
export const saved = (page: Page): Locator =>
  page.getByRole('status').getByText('Saved', { exact: true })

/** Is on the page while a change is being stored. */
export const saving = (page: Page): Locator => page.getByRole('status').getByText('Saving…')

/** Presses a button. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** Follows a link. */
export const follow = (page: Page, name: string): Promise<void> =>
  page.getByRole('link', { name, exact: true }).click()

/** Types a new todo and sends it; does not wait for what comes of it. */
export async function submit(page: Page, title: string): Promise<void> {
  await field(page).fill(title)
  await page.keyboard.press('Enter')
}

/** Makes a change that is stored, and waits until the app reports that it is. */
export async function stored(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await expect(saved(page)).toBeVisible()
}

/** Adds a todo and waits until it is in the list. */
export async function add(page: Page, title: string): Promise<void> {
  await field(page).fill(title)
  await stored(page, () => press(page, 'Add'))
  await expect(checkbox(page, title)).toBeVisible()
  await expect(field(page)).toHaveValue('')
}

/** Completes a todo, or opens it again, and waits until that is stored. */
export const toggle = (page: Page, title: string) =>
  stored(page, () => checkbox(page, title).click())

/** Deletes a todo and waits until that is stored. */
export const remove = (page: Page, title: string) =>
  stored(page, () => press(page, `Delete “${title}”`))

/** Opens the editor of a todo and gives its field. */
export async function edit(page: Page, title: string): Promise<Locator> {
  await press(page, `Edit “${title}”`)
  const field = page.getByRole('textbox', { name: `New title for “${title}”` })
  await expect(field).toBeVisible()
  return field
}

/** Renames a todo and waits until that is stored. */
export async function rename(page: Page, title: string, to: string): Promise<void> {
  await (await edit(page, title)).fill(to)
  await stored(page, () => page.keyboard.press('Enter'))
}

/** The titles of the list, in its order. */
export const titles = (page: Page) => rows(page).locator('bdi').allTextContents()
