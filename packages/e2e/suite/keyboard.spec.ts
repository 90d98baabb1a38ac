import type { Page } from '@playwright/test'
import type { SignOutStep } from '../src/providers/provider.ts'
import { expect, provider, savedStatus, signIn, test } from './test.ts'

/** Presses Tab until the element that is meant has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, role: SignOutStep['role'] | 'checkbox' | 'textbox', name: string) {
  const target = page.getByRole(role, { name, exact: true })
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

  await write(page, 'one')
  await write(page, 'two')
  await expect(rows).toHaveText([/two/, /one/])

  await tabTo(page, 'checkbox', 'two')
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: 'two' })).toBeChecked()
  await expect(savedStatus(page)).toBeVisible()

  await tabTo(page, 'button', 'one')
  await page.keyboard.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.type(' and a half')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(page.getByRole('button', { name: 'one and a half', exact: true })).toBeFocused()

  await page.keyboard.press('e')
  await page.keyboard.type('never mind')
  await page.keyboard.press('Escape')
  await expect(rows).toHaveText([/two/, /one and a half/])
  await expect(page.getByRole('button', { name: 'one and a half', exact: true })).toBeFocused()

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
  await expect(page).toHaveURL('/?filter=active')
  await expect(rows).toHaveText([/one and a half/])
  await tabTo(page, 'link', 'All')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/')

  await tabTo(page, 'button', 'Delete done')
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', 'Delete')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveText([/one and a half/])
  await expect(page.getByRole('main').getByText('1 to do, 0 done')).toBeVisible()
  await expect(savedStatus(page)).toBeVisible()

  await page.reload()
  await expect(rows).toHaveText([/one and a half/])
  for (const { role, name } of provider.signOut) {
    await tabTo(page, role, name)
    await page.keyboard.press('Enter')
  }
  await expect(page).not.toHaveURL('/')
})

test('after a deletion the next stop is its undoing', async ({ page }) => {
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
