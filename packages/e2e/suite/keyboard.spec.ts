import type { Page } from '@playwright/test'
import * as list from './list.ts'
import { expect, provider, signIn, test } from './test.ts'

type Role = 'button' | 'checkbox' | 'link' | 'textbox'

/** Presses Tab until the control has the focus, as users without a mouse do. */
async function tabTo(page: Page, role: Role | 'summary', name: string) {
  const target =
    role === 'summary'
      ? page.locator('summary', { hasText: name })
      : page.getByRole(role, { name, exact: true })
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to the ${role} “${name}”`)
}

/** Goes to a control and presses Enter there. */
async function enterAt(page: Page, role: Role | 'summary', name: string) {
  await tabTo(page, role, name)
  await page.keyboard.press('Enter')
}

async function write(page: Page, title: string) {
  await tabTo(page, 'textbox', 'New todo')
  await page.keyboard.type(title)
  await list.stored(page, () => page.keyboard.press('Enter'))
}

test('everything can be done with the keyboard alone', async ({ page }) => {
  await signIn(page)
  const rows = list.rows(page)
  const editOne = page.getByRole('button', { name: 'Edit “one and a half”' })

  await write(page, 'one')
  await write(page, 'two')
  await expect(rows).toHaveText([/two/, /one/])

  await tabTo(page, 'checkbox', 'two')
  await page.keyboard.press('Space')
  await expect(list.checkbox(page, 'two')).toBeChecked()
  await expect(list.saved(page)).toBeVisible()

  await enterAt(page, 'button', 'Edit “one”')
  await page.keyboard.press('End')
  await page.keyboard.type(' and a half')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()
  await expect(list.saved(page)).toBeVisible()

  await page.keyboard.press('Enter')
  await page.keyboard.type('never mind')
  await page.keyboard.press('Escape')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()

  await page.keyboard.press('Enter')
  await page.keyboard.type('never mind')
  await enterAt(page, 'link', 'Cancel')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()

  await enterAt(page, 'button', 'Delete “one and a half”')
  await expect(rows).toHaveText([/two/])
  await expect(list.saved(page)).toBeVisible()
  await enterAt(page, 'button', 'Undo')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(list.saved(page)).toBeVisible()

  await enterAt(page, 'link', 'Active')
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(rows).toHaveText([/one and a half/])
  await enterAt(page, 'link', 'All')
  await expect(page).toHaveURL('/todos')

  await enterAt(page, 'summary', 'Delete done')
  await enterAt(page, 'button', 'Delete')
  await expect(rows).toHaveText([/one and a half/])
  await expect(page.getByRole('main').getByText('1 todo', { exact: true })).toBeVisible()
  await expect(list.saved(page)).toBeVisible()

  await page.reload()
  await expect(rows).toHaveText([/one and a half/])
  for (const { role, name } of provider.signOut) {
    await enterAt(page, role, name)
  }
  await expect(page).not.toHaveURL('/todos')
})

test('after a deletion the next stop is its Undo button', async ({ page }) => {
  await signIn(page)
  await write(page, 'one')
  await write(page, 'two')
  await enterAt(page, 'button', 'Delete “one”')
  await expect(list.rows(page)).toHaveText([/two/])
  await expect(list.saved(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
})
