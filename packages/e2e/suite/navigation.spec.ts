import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { holdWrites } from './hold-writes.ts'
import { addTodo, emptyList, expect, newTodo, savedStatus, signIn, stored, test } from './test.ts'

const filter = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

/** Clicks a link in the page itself, and gives how the list looks in the next frame. */
const lookAfterClick = (page: Page, name: string) =>
  page.evaluate(async (text) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')]
    const link = links.find(({ textContent }) => textContent === text)
    link?.click()
    await new Promise(requestAnimationFrame)
    return {
      chosen: link?.ariaCurrent,
      busy: document.querySelector('ul[aria-label=Todos]')?.closest('[aria-busy]')?.ariaBusy,
    }
  }, name)

/** The titles in the table, newest first: all, or those that are done or not. */
async function titlesIn(email: string, isDone?: boolean): Promise<unknown[]> {
  const rows = (await rowsOf(email)).toReversed()
  const shown = rows.filter((row) => isDone === undefined || row.is_complete === isDone)
  return shown.map(({ title }) => title)
}

async function expectTitles(page: Page, titles: unknown[]) {
  await expect(page.getByRole('listitem')).toHaveCount(titles.length)
  expect(await page.getByRole('listitem').locator('bdi').allTextContents()).toEqual(titles)
}

test('a filter clicked during slow writes is chosen and busy at once, then shows the table’s rows', async ({
  page,
}) => {
  const { email } = await signIn(page)
  for (const title of ['one', 'two', 'three']) await addTodo(page, title)
  await stored(page, () => page.getByRole('checkbox', { name: 'one' }).click())
  const writes = await holdWrites(page)

  await newTodo(page).fill('added')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Saving…')).toBeVisible()
  expect(await lookAfterClick(page, 'Active')).toEqual({ chosen: 'page', busy: 'true' })
  await writes.letThrough()
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expectTitles(page, ['added', 'three', 'two'])
  expect(await titlesIn(email, false)).toEqual(['added', 'three', 'two'])

  await page.getByRole('button', { name: 'Delete “two”' }).click()
  await expect(page.getByRole('status').getByText('Saving…')).toBeVisible()
  expect(await lookAfterClick(page, 'All')).toEqual({ chosen: 'page', busy: 'true' })
  await writes.letThrough()
  await expect(page).toHaveURL('/todos')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expectTitles(page, ['added', 'three', 'one'])
  expect(await titlesIn(email)).toEqual(['added', 'three', 'one'])
  await expect(savedStatus(page)).toBeVisible()
})

test('a link of the header is followed at once while a write is pending', async ({ page }) => {
  await signIn(page)
  const writes = await holdWrites(page)
  await newTodo(page).fill('added')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText('Saving…')).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: 'InsForge Starter' }).click()
  await expect(page).toHaveURL('/')
  expect(writes.count()).toBe(1)
  writes.open()
})

test('Back and Forward show what the table holds', async ({ page }) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await filter(page, 'Active').click()
  await expect(emptyList(page)).toBeVisible()
  await addTodo(page, 'bread')

  await page.goBack()
  await expect(page).toHaveURL('/todos')
  await expectTitles(page, ['bread', 'milk'])
  await expect(page.getByRole('main').getByText('2 todos', { exact: true })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'milk' })).toBeChecked()
  await stored(page, () => page.getByRole('button', { name: 'Delete “milk”' }).click())
  await stored(page, () => page.getByRole('checkbox', { name: 'bread' }).click())

  await page.goForward()
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(emptyList(page)).toBeVisible()
  await expect(page.getByRole('main').getByText('0 todos', { exact: true })).toBeVisible()
  expect(await titlesIn(email)).toEqual(['bread'])
})

test('Back from another page shows what another tab has written since', async ({
  page,
  context,
}) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await filter(page, 'Active').click()
  await expect(page).toHaveURL('/todos?filter=active')
  await page.goto('/')
  const other = await context.newPage()
  await other.goto('/todos')
  await addTodo(other, 'bread')
  await page.goBack()
  await expectTitles(page, ['bread', 'milk'])
  await page.goBack()
  await expect(page).toHaveURL('/todos')
  await expectTitles(page, ['bread', 'milk'])
})
