import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { addTodo, expect, newTodo, savedStatus, signIn, test } from './test.ts'

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
    const { email } = await signIn(page)
    const letThrough = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await newTodo(page).fill('early')
    // Both clicks before the answer to the first.
    await page.getByRole('button', { name: 'Add', exact: true }).dblclick({ noWaitAfter: true })
    letThrough()
    await expect(savedStatus(page)).toBeVisible()
    await expect(newTodo(page)).toHaveValue('')
    await expect(page.getByRole('listitem')).toHaveText([/early/])
    await page.reload()
    await expect(page.getByRole('listitem')).toHaveText([/early/])
    expect(await rowsOf(email)).toHaveLength(1)
  })

  test('a todo can be completed', async ({ page }) => {
    const { email } = await signIn(page)
    await addTodo(page, 'early')
    const letThrough = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await page.getByRole('checkbox', { name: 'early' }).click({ noWaitAfter: true })
    letThrough()
    await expect(page.getByRole('checkbox', { name: 'early' })).toBeChecked()
    await expect(savedStatus(page)).toBeVisible()
    expect(await rowsOf(email)).toMatchObject([{ is_complete: true }])
  })
})
