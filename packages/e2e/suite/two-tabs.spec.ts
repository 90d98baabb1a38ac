import type { BrowserContext, Page } from '@playwright/test'
import { addTodo, expect, signIn, stored, test } from './test.ts'

/** Two tabs of one person, both showing the same todo. */
async function openTwice(
  page: Page,
  context: BrowserContext,
  title: string,
): Promise<[Page, Page]> {
  await signIn(page)
  await addTodo(page, title)
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByRole('checkbox', { name: title })).toBeVisible()
  return [page, other]
}

async function rename(page: Page, from: string, to: string) {
  await page.getByRole('button', { name: from, exact: true }).click()
  await page.getByRole('textbox', { name: `New title for “${from}”` }).fill(to)
  await page.keyboard.press('Enter')
}

const remove = (page: Page, title: string) =>
  stored(page, () => page.getByRole('button', { name: `Delete “${title}”` }).click())

test('a rename of what was deleted elsewhere is told, and the text stays', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await remove(one, 'milk')
  await rename(two, 'milk', 'oat milk')
  await expect(two.getByText('This todo is gone: it was deleted elsewhere.')).toBeVisible()
  await expect(two.getByRole('textbox', { name: /New title/ })).toHaveValue('oat milk')
})

test('a rename does not undo one made elsewhere unseen', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await stored(one, () => rename(one, 'milk', 'soy milk'))
  await rename(two, 'milk', 'oat milk')
  await expect(two.getByText('It was renamed elsewhere to “soy milk”')).toBeVisible()
  await expect(two.getByRole('textbox', { name: /New title/ })).toHaveValue('oat milk')
  await stored(two, () => two.keyboard.press('Enter'))
  await expect(two.getByRole('listitem')).toHaveText([/oat milk/])
  await one.reload()
  await expect(one.getByRole('listitem')).toHaveText([/oat milk/])
})

test('completing what was cleared elsewhere is told, and the row goes', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await stored(one, () => one.getByRole('checkbox', { name: 'milk' }).click())
  await one.getByRole('button', { name: 'Delete done' }).click()
  await stored(one, () => one.getByRole('button', { name: 'Delete', exact: true }).click())
  await two.getByRole('checkbox', { name: 'milk' }).click()
  await expect(two.getByText('“milk” was not changed.')).toBeVisible()
  await expect(two.getByText('This todo is gone: it was deleted elsewhere.')).toBeVisible()
  await expect(two.getByRole('listitem')).toHaveCount(0)
})

test('deleting what is gone already is told, and the row goes', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await remove(one, 'milk')
  await two.getByRole('button', { name: 'Delete “milk”' }).click()
  await expect(two.getByText('This todo is gone: it was deleted elsewhere.')).toBeVisible()
  await expect(two.getByRole('listitem')).toHaveCount(0)
})
