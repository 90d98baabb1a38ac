import type { Page } from '@playwright/test'
import { withTodos } from './actions.ts'
import { holdScripts } from './hold.ts'
import * as list from './list.ts'
import { rowsOf } from './services.ts'
import { enter, expect, signIn, stage, test } from './test.ts'

/**
 * Sends the form for a new todo with two clicks in a row. A browser cancels the first, unless it was
 * sent by then: what is returned sends it once more.
 */
async function addByDoubleClick(page: Page): Promise<() => Promise<void>> {
  const submitted = page.waitForRequest((request) => request.method() === 'POST')
  await page.getByRole('button', { name: 'Add', exact: true }).dblclick({ noWaitAfter: true })
  const form = await submitted
  const headers = { 'content-type': form.headers()['content-type'] ?? '', origin: stage.appUrl }
  const data = form.postDataBuffer() ?? ''
  return async () => {
    expect((await page.request.post(form.url(), { headers, data })).ok()).toBe(true)
  }
}

test.describe('before the scripts of the page are there', () => {
  test('a todo can be added, and adding it twice stores it once', async ({ page }) => {
    const { email } = await signIn(page)
    const scripts = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await list.field(page).fill('early')
    const sendAgain = await addByDoubleClick(page)
    scripts.open()
    await expect(list.saved(page)).toBeVisible()
    await expect(list.field(page)).toHaveValue('')
    await expect(list.rows(page)).toHaveText([/early/])
    await sendAgain()
    await page.reload()
    await expect(list.rows(page)).toHaveText([/early/])
    expect(await rowsOf(email)).toHaveLength(1)
  })

  test('a todo can be completed', async ({ page }) => {
    const { email } = await signIn(page)
    await list.add(page, 'early')
    const scripts = await holdScripts(page)
    await page.reload({ waitUntil: 'commit' })
    await list.checkbox(page, 'early').click({ noWaitAfter: true })
    scripts.open()
    await expect(list.checkbox(page, 'early')).toBeChecked()
    await expect(list.saved(page)).toBeVisible()
    expect(await rowsOf(email)).toMatchObject([{ is_complete: true }])
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  async function add(page: Page, title: string) {
    await list.field(page).fill(title)
    await list.press(page, 'Add')
  }

  test('todos are added, completed, renamed, deleted and restored', async ({ page }) => {
    const { email } = await signIn(page)
    await add(page, 'milk')
    await expect(list.saved(page)).toBeVisible()
    await expect(list.field(page)).toHaveValue('')
    await add(page, 'bread')
    await expect(list.rows(page)).toHaveText([/bread/, /milk/])

    await list.checkbox(page, 'milk').click()
    await expect(list.checkbox(page, 'milk')).toBeChecked()
    await expect(list.saved(page)).toBeVisible()
    await list.checkbox(page, 'milk').click()
    await expect(list.checkbox(page, 'milk')).not.toBeChecked()

    await (await list.edit(page, 'milk')).fill('oat milk')
    await list.press(page, 'Save')
    await expect(list.rows(page)).toHaveText([/bread/, /oat milk/])
    const field = await list.edit(page, 'bread')
    await list.follow(page, 'Cancel')
    await expect(field).toHaveCount(0)

    const before = await rowsOf(email)
    await list.press(page, 'Delete “bread”')
    await expect(list.rows(page)).toHaveText([/oat milk/])
    await list.press(page, 'Undo')
    await expect(list.rows(page)).toHaveText([/bread/, /oat milk/])
    const stable = before.map(({ id, title, created_at, is_complete }) => {
      return { id, title, created_at, is_complete }
    })
    expect(await rowsOf(email)).toMatchObject(stable)
  })

  test('a title that is refused comes back with its text and a sentence', async ({ page }) => {
    const { email } = await signIn(page)
    for (const [title, sentence] of [
      ['   ', 'Enter a title.'],
      ['x'.repeat(201), 'A title can have at most 200 characters.'],
    ] as const) {
      await add(page, title)
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(list.field(page)).toHaveValue(title)
    }
    expect(await rowsOf(email)).toEqual([])
    await add(page, 'milk')
    await expect(list.rows(page)).toHaveText([/milk/])
    const field = await list.edit(page, 'milk')
    await field.fill('y'.repeat(201))
    await list.press(page, 'Save')
    await expect(page.getByText('at most 200 characters').first()).toBeVisible()
    await expect(field).toHaveValue('y'.repeat(201))
  })

  test('a form that is sent twice stores one row', async ({ page }) => {
    const { email } = await signIn(page)
    await list.field(page).fill('milk')
    const sendAgain = await addByDoubleClick(page)
    await expect(list.rows(page)).toHaveText([/milk/])
    await sendAgain()
    expect(await rowsOf(email)).toHaveLength(1)
    // The next page's form is another todo, even with the same text.
    await add(page, 'milk')
    await expect(list.rows(page)).toHaveText([/milk/, /milk/])
    expect(await rowsOf(email)).toHaveLength(2)
  })

  test('the views and the deletion of what is done work', async ({ page }) => {
    const { email } = await withTodos(page.context())
    await page.goto('/todos')
    await list.follow(page, 'Done')
    await expect(list.rows(page)).toHaveText([/done/])
    await list.follow(page, 'All')
    await expect(list.rows(page)).toHaveCount(2)
    await page.getByText('Delete done', { exact: true }).click()
    await list.press(page, 'Delete')
    await expect(list.rows(page)).toHaveText([/open/])
    expect(await rowsOf(email)).toMatchObject([{ title: 'open' }])
  })

  test('a page of a user who has signed out since writes nothing', async ({ page, context }) => {
    const ann = await signIn(page)
    await list.field(page).fill('typed on Ann’s page')
    await context.clearCookies()
    const bob = await enter(context)
    await list.press(page, 'Add')
    await expect(
      page.getByText('Another account is signed in now. Nothing was saved.'),
    ).toBeVisible()
    await expect(page.getByRole('banner').getByText(bob.email)).toBeVisible()
    await expect(list.field(page)).toHaveValue('')
    expect(await rowsOf(ann.email)).toEqual([])
    expect(await rowsOf(bob.email)).toEqual([])
  })
})
