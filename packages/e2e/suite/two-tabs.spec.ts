import type { BrowserContext, Page } from '@playwright/test'
import * as list from './list.ts'
import { expect, signIn, test } from './test.ts'

const gone = /It.s gone\. It may have been deleted in another tab\./

/** Two tabs of one user, both showing the same todo. */
async function openTwice(page: Page, context: BrowserContext): Promise<[Page, Page]> {
  await signIn(page)
  await list.add(page, 'milk')
  const tab = await context.newPage()
  await tab.goto('/todos')
  await expect(list.checkbox(tab, 'milk')).toBeVisible()
  return [page, tab]
}

test('a rename of a todo that is gone is reported; the text stays', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context)
  const field = await list.edit(two, 'milk')
  await list.remove(one, 'milk')
  await field.fill('oat milk')
  await two.keyboard.press('Enter')
  await expect(two.getByText(gone)).toBeVisible()
  await expect(two.getByText('“oat milk” isn’t saved yet.')).toBeVisible()
})

test('of two renames the later one is stored, and both tabs show it', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context)
  await list.rename(one, 'milk', 'soy milk')
  await list.rename(two, 'milk', 'oat milk')
  await expect(list.rows(two)).toHaveText([/oat milk/])
  await list.add(one, 'bread')
  await expect(list.rows(one)).toHaveText([/bread/, /oat milk/])
})

test('completing a todo that is gone is reported, and the row goes', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context)
  await list.toggle(one, 'milk')
  await one.getByText('Delete done', { exact: true }).click()
  await list.stored(one, () => list.press(one, 'Delete'))
  await list.checkbox(two, 'milk').click()
  await expect(two.getByText('“milk” wasn’t changed.')).toBeVisible()
  await expect(two.getByText(gone)).toBeVisible()
  await expect(list.rows(two)).toHaveCount(0)
})

test('deleting a todo that is gone is reported, and the row goes', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context)
  await list.remove(one, 'milk')
  await list.press(two, 'Delete “milk”')
  await expect(two.getByText(gone)).toBeVisible()
  await expect(list.rows(two)).toHaveCount(0)
})

test('a write in one tab brings what another tab has written', async ({ page, context }) => {
  const [one, two] = await openTwice(page, context)
  await list.add(one, 'bread')
  await list.add(two, 'salt')
  await expect(list.rows(two)).toHaveText([/salt/, /bread/, /milk/])
})
