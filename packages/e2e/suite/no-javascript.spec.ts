import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { withTodos } from './own-todos.ts'
import { enter, expect, newTodo, savedStatus, signIn, test } from './test.ts'

test.use({ javaScriptEnabled: false })

const rows = (page: Page) => page.getByRole('listitem')

async function add(page: Page, title: string) {
  await newTodo(page).fill(title)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

test('without JavaScript todos are added, completed, renamed, deleted and restored', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await add(page, 'milk')
  await expect(savedStatus(page)).toBeVisible()
  await expect(newTodo(page)).toHaveValue('')
  await add(page, 'bread')
  await expect(rows(page)).toHaveText([/bread/, /milk/])

  await page.getByRole('checkbox', { name: 'milk' }).click()
  await expect(page.getByRole('checkbox', { name: 'milk' })).toBeChecked()
  await expect(savedStatus(page)).toBeVisible()
  await page.getByRole('checkbox', { name: 'milk' }).click()
  await expect(page.getByRole('checkbox', { name: 'milk' })).not.toBeChecked()

  await page.getByRole('button', { name: 'Edit “milk”' }).click()
  const field = page.getByRole('textbox', { name: 'New title for “milk”' })
  await field.fill('oat milk')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rows(page)).toHaveText([/bread/, /oat milk/])
  await page.getByRole('button', { name: 'Edit “bread”' }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('textbox', { name: /New title/ })).toHaveCount(0)

  const before = await rowsOf(email)
  await page.getByRole('button', { name: 'Delete “bread”' }).click()
  await expect(rows(page)).toHaveText([/oat milk/])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveText([/bread/, /oat milk/])
  const stable = (all: readonly Record<string, unknown>[]) =>
    all.map(({ id, title, created_at, is_complete }) => ({ id, title, created_at, is_complete }))
  expect(stable(await rowsOf(email))).toEqual(stable(before))
})

test('without JavaScript a title that is refused comes back with its text and a sentence', async ({
  page,
}) => {
  const { email } = await signIn(page)
  for (const [title, sentence] of [
    ['   ', 'Enter a title.'],
    ['x'.repeat(201), 'A title can have at most 200 characters.'],
  ] as const) {
    await add(page, title)
    await expect(page.getByText(sentence).first()).toBeVisible()
    await expect(newTodo(page)).toHaveValue(title)
  }
  expect(await rowsOf(email)).toEqual([])
  await add(page, 'milk')
  await expect(rows(page)).toHaveText([/milk/])
  await page.getByRole('button', { name: 'Edit “milk”' }).click()
  const field = page.getByRole('textbox', { name: 'New title for “milk”' })
  await field.fill('y'.repeat(201))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('at most 200 characters').first()).toBeVisible()
  await expect(field).toHaveValue('y'.repeat(201))
})

test('without JavaScript a form that is sent twice stores one row', async ({ page }) => {
  const { email } = await signIn(page)
  await newTodo(page).fill('milk')
  await page.getByRole('button', { name: 'Add', exact: true }).dblclick({ noWaitAfter: true })
  await expect(rows(page)).toHaveText([/milk/])
  expect(await rowsOf(email)).toHaveLength(1)
  // The next page's form is another todo, even with the same text.
  await add(page, 'milk')
  await expect(rows(page)).toHaveText([/milk/, /milk/])
  expect(await rowsOf(email)).toHaveLength(2)
})

test('without JavaScript the views and the deletion of what is done work', async ({ page }) => {
  const { email } = await withTodos(page.context())
  await page.goto('/todos')
  await page.getByRole('link', { name: 'Done', exact: true }).click()
  await expect(rows(page)).toHaveText([/done/])
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByText('Delete done', { exact: true }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(rows(page)).toHaveText([/open/])
  expect(await rowsOf(email)).toMatchObject([{ title: 'open' }])
})

test('without JavaScript a page of a user who has signed out since writes nothing and reports it', async ({
  page,
  context,
}) => {
  const ann = await signIn(page)
  await newTodo(page).fill('typed on Ann’s page')
  await context.clearCookies()
  const bob = await enter(context)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Another account is signed in now. Nothing was saved.')).toBeVisible()
  await expect(page.getByRole('banner').getByText(bob.email)).toBeVisible()
  await expect(newTodo(page)).toHaveValue('')
  expect(await rowsOf(ann.email)).toEqual([])
  expect(await rowsOf(bob.email)).toEqual([])
})
