import type { Page } from '@playwright/test'
import { addTodo, expect, savedStatus, signIn, test } from './test.ts'

/** Holds the page's scripts back, as a slow network would, until they are let through. */
async function holdScripts(page: Page): Promise<() => void> {
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  return letThrough
}

test.describe('before the scripts of the page are there', () => {
  test('a todo can be added, and adding it twice stores it once', async ({ page }) => {
    await signIn(page)
    const letThrough = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await page.getByRole('textbox', { name: 'New todo' }).fill('early')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('button', { name: 'Add' }).click()
    letThrough()
    await expect(savedStatus(page)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'New todo' })).toHaveValue('')
    await expect(page.getByRole('listitem')).toHaveText([/early/])
    await page.reload()
    await expect(page.getByRole('listitem')).toHaveText([/early/])
  })

  test('a todo can be completed', async ({ page }) => {
    await signIn(page)
    await addTodo(page, 'early')
    const letThrough = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    const todo = page.getByRole('checkbox', { name: 'early' })
    await todo.click()
    await expect(todo, 'nothing is shown that is not stored').not.toBeChecked()
    letThrough()
    await expect(todo).toBeChecked()
    await expect(savedStatus(page)).toBeVisible()
  })
})
