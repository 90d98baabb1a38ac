import type { BrowserContext, Page } from '@playwright/test'
import { addTodo, editTodo, expect, signIn, stored, test } from './test.ts'

const gone = /It.s gone\. It may have been deleted in another tab\./

/** Two tabs of one user, both showing the same todo. */
async function openTwice(
  page: Page,
  context: BrowserContext,
  title: string,
): Promise<[Page, Page]> {
  await signIn(page)
  await addTodo(page, title)
  const other = await context.newPage()
  await other.goto('/todos')
  await expect(other.getByRole('checkbox', { name: title })).toBeVisible()
  return [page, other]
}

const remove = (page: Page, title: string) =>
  stored(page, () => page.getByRole('button', { name: `Delete “${title}”` }).click())

test('a rename of a todo that was deleted elsewhere is reported, and the text stays', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  const field = await editTodo(two, 'milk')
  await remove(one, 'milk')
  await field.fill('oat milk')
  await two.keyboard.press('Enter')
  await expect(two.getByText(gone)).toBeVisible()
  await expect(two.getByText('“oat milk” isn’t saved yet.')).toBeVisible()
})

test('of two renames the later one is stored, and both tabs come to show it', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await (await editTodo(one, 'milk')).fill('soy milk')
  await stored(one, () => one.keyboard.press('Enter'))
  await (await editTodo(two, 'milk')).fill('oat milk')
  await stored(two, () => two.keyboard.press('Enter'))
  await expect(two.getByRole('listitem')).toHaveText([/oat milk/])
  await addTodo(one, 'bread')
  await expect(one.getByRole('listitem')).toHaveText([/bread/, /oat milk/])
})

test('completing a todo that was deleted elsewhere is reported, and the row goes', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await stored(one, () => one.getByRole('checkbox', { name: 'milk' }).click())
  await one.getByText('Delete done', { exact: true }).click()
  await stored(one, () => one.getByRole('button', { name: 'Delete', exact: true }).click())
  await two.getByRole('checkbox', { name: 'milk' }).click()
  await expect(two.getByText('“milk” wasn’t changed.')).toBeVisible()
  await expect(two.getByText(gone)).toBeVisible()
  await expect(two.getByRole('listitem')).toHaveCount(0)
})

test('deleting a todo that is gone already is reported, and the row goes', async ({
  page,
  context,
}) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await remove(one, 'milk')
  await two.getByRole('button', { name: 'Delete “milk”' }).click()
  await expect(two.getByText(gone)).toBeVisible()
  await expect(two.getByRole('listitem')).toHaveCount(0)
})

test('a write in one tab brings what another tab has written', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context, 'milk')
  await addTodo(one, 'bread')
  await addTodo(two, 'salt')
  await expect(two.getByRole('listitem')).toHaveText([/salt/, /bread/, /milk/])
})
