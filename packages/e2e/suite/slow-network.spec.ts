import type { Page } from '@playwright/test'
import { holdWrites } from './hold-writes.ts'
import { addTodo, expect, newTodo, savedStatus, signIn, test } from './test.ts'

test('changes are shown at once, and none flickers back while the network is slow', async ({
  page,
}) => {
  await signIn(page)
  await addTodo(page, 'one')
  await addTodo(page, 'two')
  const writes = await holdWrites(page)
  const one = page.getByRole('checkbox', { name: 'one' })
  const rows = page.getByRole('listitem')

  await one.click()
  await page.getByRole('button', { name: 'Delete “two”' }).click()
  await newTodo(page).fill('three')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Saving…')).toBeVisible()
  await expect(rows).toHaveText([/three/, /one/])
  await expect(one).toBeChecked()

  await recordLooks(page)
  for (let write = 0; write < 3; write++) await writes.letThrough()
  await expect(savedStatus(page)).toBeVisible()
  expect(new Set(await looksOf(page)).size, 'the list never looked different').toBe(1)

  await page.unrouteAll()
  await page.reload()
  await expect(rows).toHaveText([/three/, /one/])
  await expect(one).toBeChecked()
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

const looksOf = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen)

test('a double click and a held Enter key add a todo once', async ({ page }) => {
  await signIn(page)
  const field = newTodo(page)
  await field.fill('clicked')
  await page.getByRole('button', { name: 'Add', exact: true }).dblclick()
  await expect(savedStatus(page)).toBeVisible()
  await field.fill('typed')
  await page.keyboard.down('Enter')
  await page.keyboard.down('Enter')
  await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(page.getByRole('listitem')).toHaveText([/typed/, /clicked/])
  await expect(savedStatus(page)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/typed/, /clicked/])
})

test('while a todo is being stored the next can be written: none of it is lost', async ({
  page,
}) => {
  await signIn(page)
  const writes = await holdWrites(page)
  const field = newTodo(page)
  await field.fill('one')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('')
  await field.fill('x'.repeat(201))
  await page.keyboard.press('Enter')
  await expect(page.getByText('A title can have at most 200 characters.')).toBeVisible()
  await field.fill('two, half writ')
  await writes.letThrough()
  await expect(savedStatus(page)).toBeVisible()
  await expect(field).toHaveValue('two, half writ')
  await page.keyboard.type('ten')
  await page.keyboard.press('Enter')
  await writes.letThrough()
  await expect(field).toHaveValue('')
  await expect(page.getByRole('listitem')).toHaveText([/two, half written/, /one/])
})
