import type { Page } from '@playwright/test'
import { expectNoViolations } from './axe.ts'
import { withTodos } from './own-todos.ts'
import { addTodo, expect, signIn, stored, test } from './test.ts'

/** Opens a list with an open todo and a completed one. */
async function openList(page: Page): Promise<void> {
  await withTodos(page.context())
  await page.goto('/')
  await expect(page.getByRole('listitem')).toHaveCount(2)
}

/** What can be on the page of the list, and how it gets there. */
const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'an empty list': (page) => signIn(page),
  'a list with todos': openList,
  'an editor, and a title that was refused': async (page) => {
    await openList(page)
    await page.getByRole('textbox', { name: 'New todo' }).fill('x'.repeat(201))
    await page.getByRole('button', { name: 'Add' }).click()
    await expect(page.getByRole('alert').getByText('at most 200')).toBeVisible()
    await page.getByRole('button', { name: 'open', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'New title for “open”' })).toBeVisible()
  },
  'a deleted todo that can be restored': async (page) => {
    await openList(page)
    await stored(page, () => page.getByRole('button', { name: 'Delete “open”' }).click())
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  },
  'the question before completed todos are deleted': async (page) => {
    await openList(page)
    await page.getByRole('button', { name: 'Delete done' }).click()
    await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
  },
  'a page that does not exist': (page) => page.goto('/no-such-page'),
}

for (const [state, arrive] of Object.entries(states)) {
  test(`axe finds no barrier, light or dark: ${state}`, async ({ page }) => {
    await arrive(page)
    await expectNoViolations(page)
  })
}

test('nothing is wider than a small phone, and what is pressed is large enough', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page)
  await addTodo(page, 'x'.repeat(200))
  const { width, small } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll('button, a, input:not([type=hidden])')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  }))
  expect(width).toBe(320)
  expect(small).toEqual([])
})
