import type { Page } from '@playwright/test'
import { expect, provider, savedStatus, signIn, test } from './test.ts'

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

async function write(page: Page, title: string) {
  await tabTo(page, 'textbox', 'New todo')
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  await expect(savedStatus(page)).toBeVisible()
}

test('everything can be done with the keyboard alone', async ({ page }) => {
  await signIn(page)
  const rows = page.getByRole('listitem')
  const editOne = page.getByRole('button', { name: 'Edit “one and a half”' })

  await write(page, 'one')
  await write(page, 'two')
  await expect(rows).toHaveText([/two/, /one/])

  await tabTo(page, 'checkbox', 'two')
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: 'two' })).toBeChecked()
  await expect(savedStatus(page)).toBeVisible()

  await tabTo(page, 'button', 'Edit “one”')
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.type(' and a half')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()
  await expect(savedStatus(page)).toBeVisible()

  await page.keyboard.press('Enter')
  await page.keyboard.type('never mind')
  await page.keyboard.press('Escape')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()

  await page.keyboard.press('Enter')
  await page.keyboard.type('never mind')
  await tabTo(page, 'link', 'Cancel')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(editOne).toBeFocused()

  await tabTo(page, 'button', 'Delete “one and a half”')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/])
  await expect(savedStatus(page)).toBeVisible()
  await tabTo(page, 'button', 'Undo')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(savedStatus(page)).toBeVisible()

  await tabTo(page, 'link', 'Active')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(rows).toHaveText([/one and a half/])
  await tabTo(page, 'link', 'All')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/todos')

  await tabTo(page, 'summary', 'Delete done')
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', 'Delete')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/one and a half/])
  await expect(page.getByRole('main').getByText('1 todo', { exact: true })).toBeVisible()
  await expect(savedStatus(page)).toBeVisible()

  await page.reload()
  await expect(rows).toHaveText([/one and a half/])
  for (const { role, name } of provider.signOut) {
    await tabTo(page, role, name)
    await page.keyboard.press('Enter')
  }
  await expect(page).not.toHaveURL('/todos')
})

test('after a deletion the next stop is its Undo button', async ({ page }) => {
  await signIn(page)
  await write(page, 'one')
  await write(page, 'two')
  await tabTo(page, 'button', 'Delete “one”')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem')).toHaveText([/two/])
  await expect(savedStatus(page)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
})
