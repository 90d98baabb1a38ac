import type { Page } from '@playwright/test'
import { holdWrites } from './hold.ts'
import * as list from './list.ts'
import { expect, signIn, test } from './test.ts'

test('changes are shown at once, and none flickers back on a slow network', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'one')
  await list.add(page, 'two')
  const writes = await holdWrites(page)

  await list.checkbox(page, 'one').click()
  await list.press(page, 'Delete “two”')
  await list.submit(page, 'three')
  await expect(list.saving(page)).toBeVisible()
  await expect(list.rows(page)).toHaveText([/three/, /one/])
  await expect(list.checkbox(page, 'one')).toBeChecked()

  await recordLooks(page)
  for (let write = 0; write < 3; write++) await writes.letThrough()
  await expect(list.saved(page)).toBeVisible()
  const looks = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(new Set(looks).size, 'the list never looked different').toBe(1)

  await page.unrouteAll()
  await page.reload()
  await expect(list.rows(page)).toHaveText([/three/, /one/])
  await expect(list.checkbox(page, 'one')).toBeChecked()
})

/** Keeps every look of the list from now on. */
const recordLooks = (page: Page) =>
  page.evaluate(() => {
    const seen: string[] = []
    const record = () => {
      const rows = [...document.querySelectorAll('ul[aria-label=Todos] > li')]
      const checks = [...document.querySelectorAll('[role=checkbox]')]
      seen.push(
        [...rows.map((row) => row.textContent), ...checks.map((check) => check.ariaChecked)].join(),
      )
    }
    Object.assign(window, { seen })
    record()
    new MutationObserver(record).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
  })

test('a double click and a held Enter key add a todo once', async ({ page }) => {
  await signIn(page)
  await list.field(page).fill('clicked')
  const add = page.getByRole('button', { name: 'Add', exact: true })
  await list.stored(page, () => add.dblclick())
  await list.field(page).fill('typed')
  for (let time = 0; time < 3; time++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(list.rows(page)).toHaveText([/typed/, /clicked/])
  await expect(list.saved(page)).toBeVisible()
  await page.reload()
  await expect(list.rows(page)).toHaveText([/typed/, /clicked/])
})

test('while a todo is being stored the next can be written: none is lost', async ({ page }) => {
  await signIn(page)
  const writes = await holdWrites(page)
  await list.submit(page, 'one')
  await expect(list.field(page)).toHaveValue('')
  await list.submit(page, 'x'.repeat(201))
  await expect(page.getByText('A title can have at most 200 characters.')).toBeVisible()
  await list.field(page).fill('two, half writ')
  await writes.letThrough()
  await expect(list.saved(page)).toBeVisible()
  await expect(list.field(page)).toHaveValue('two, half writ')
  await page.keyboard.type('ten')
  await page.keyboard.press('Enter')
  await writes.letThrough()
  await expect(list.field(page)).toHaveValue('')
  await expect(list.rows(page)).toHaveText([/two, half written/, /one/])
})
