import type { Page } from '@playwright/test'
import { holdWrites } from './hold.ts'
import * as list from './list.ts'
import { rowsOf, storeRows } from './services.ts'
import { expect, signIn, test } from './test.ts'

/** Clicks a link in the page itself, and expects it chosen and the list busy in the next frame. */
async function expectAtOnce(page: Page, name: string) {
  const look = await page.evaluate(async (text) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')]
    const link = links.find(({ textContent }) => textContent === text)
    link?.click()
    await new Promise(requestAnimationFrame)
    return {
      chosen: link?.ariaCurrent,
      busy: document.querySelector('ul[aria-label=Todos]')?.closest('[aria-busy]')?.ariaBusy,
    }
  }, name)
  expect(look).toEqual({ chosen: 'page', busy: 'true' })
}

/** The titles in the table, newest first: all, or those that are done or not. */
async function titlesInTable(email: string, isDone?: boolean): Promise<unknown[]> {
  const rows = (await rowsOf(email)).toReversed()
  const shown = rows.filter((row) => isDone === undefined || row.is_complete === isDone)
  return shown.map(({ title }) => title)
}

async function expectTitles(page: Page, titles: unknown[]) {
  await expect(list.rows(page)).toHaveCount(titles.length)
  expect(await list.titles(page)).toEqual(titles)
}

test('a filter clicked during writes is chosen at once, then shows the rows', async ({ page }) => {
  const { email } = await signIn(page)
  for (const title of ['one', 'two', 'three']) await list.add(page, title)
  await list.toggle(page, 'one')
  const writes = await holdWrites(page)

  await list.submit(page, 'added')
  await expect(list.saving(page)).toBeVisible()
  await expectAtOnce(page, 'Active')
  await writes.letThrough()
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expectTitles(page, ['added', 'three', 'two'])
  expect(await titlesInTable(email, false)).toEqual(['added', 'three', 'two'])

  await list.press(page, 'Delete “two”')
  await expect(list.saving(page)).toBeVisible()
  await expectAtOnce(page, 'All')
  await writes.letThrough()
  await expect(page).toHaveURL('/todos')
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await expectTitles(page, ['added', 'three', 'one'])
  expect(await titlesInTable(email)).toEqual(['added', 'three', 'one'])
  await expect(list.saved(page)).toBeVisible()
})

test('a link of the header is followed at once while a write is pending', async ({ page }) => {
  await signIn(page)
  const writes = await holdWrites(page)
  await list.submit(page, 'added')
  await expect(list.saving(page)).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: 'InsForge Starter' }).click()
  await expect(page).toHaveURL('/')
  expect(writes.count()).toBe(1)
  writes.open()
})

test('Back and Forward show what the table holds', async ({ page }) => {
  const { email } = await signIn(page)
  const count = (text: string) => page.getByRole('main').getByText(text, { exact: true })
  await list.add(page, 'milk')
  await list.toggle(page, 'milk')
  await list.follow(page, 'Active')
  await expect(list.empty(page)).toBeVisible()
  await list.add(page, 'bread')

  await page.goBack()
  await expect(page).toHaveURL('/todos')
  await expectTitles(page, ['bread', 'milk'])
  await expect(count('2 todos')).toBeVisible()
  await expect(list.checkbox(page, 'milk')).toBeChecked()
  await list.remove(page, 'milk')
  await list.toggle(page, 'bread')

  await page.goForward()
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(list.empty(page)).toBeVisible()
  await expect(count('0 todos')).toBeVisible()
  expect(await titlesInTable(email)).toEqual(['bread'])

  // A write of this page empties what the router keeps; one from elsewhere does not.
  await storeRows(email, [{ title: 'eggs', is_complete: false }])
  await page.goBack()
  await expect(page).toHaveURL('/todos')
  await expectTitles(page, ['eggs', 'bread'])
})

test('Back from another page shows what another tab has written', async ({ page, context }) => {
  await signIn(page)
  await list.add(page, 'milk')
  await list.follow(page, 'Active')
  await expect(page).toHaveURL('/todos?filter=active')
  await page.goto('/')
  const tab = await context.newPage()
  await tab.goto('/todos')
  await list.add(tab, 'bread')
  await page.goBack()
  await expectTitles(page, ['bread', 'milk'])
  await page.goBack()
  await expect(page).toHaveURL('/todos')
  await expectTitles(page, ['bread', 'milk'])
})
