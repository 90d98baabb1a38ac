import type { Page } from '@playwright/test'
import { addTodo, expect, savedStatus, signIn, test } from './test.ts'
import { isWrite } from './writes.ts'

/** Holds every write back until the test lets it go on. */
async function holdWrites(page: Page) {
  const held: (() => void)[] = []
  await page.route('**', async (route) => {
    if (!isWrite(route.request())) return route.fallback()
    await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  return {
    count: () => held.length,
    async letThrough() {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      held.shift()?.()
    },
  }
}

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
  await page.getByRole('textbox', { name: 'New todo' }).fill('three')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Saving…')).toBeVisible()
  await expect(rows).toHaveText([/three/, /one/])
  await expect(one).toBeChecked()

  await page.evaluate(() => {
    const seen: string[] = []
    const record = () => {
      const titles = [...document.querySelectorAll('.todo')].map((row) => row.textContent)
      const checks = [...document.querySelectorAll('[role=checkbox]')]
      seen.push([...titles, ...checks.map((check) => check.ariaChecked)].join())
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
  for (let write = 0; write < 3; write++) await writes.letThrough()
  await expect(savedStatus(page)).toBeVisible()
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
  expect(new Set(seen).size, 'the list never looked different').toBe(1)

  await page.unrouteAll()
  await page.reload()
  await expect(rows).toHaveText([/three/, /one/])
  await expect(one).toBeChecked()
})

test('a double click and a held Enter key add a todo once', async ({ page }) => {
  await signIn(page)
  const field = page.getByRole('textbox', { name: 'New todo' })
  await field.fill('clicked')
  await page.getByRole('button', { name: 'Add' }).dblclick()
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
  const field = page.getByRole('textbox', { name: 'New todo' })
  await field.fill('one')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('')
  await field.fill('x'.repeat(201))
  await page.keyboard.press('Enter')
  await expect(page.getByText('A title has at most 200 characters.')).toBeVisible()
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
