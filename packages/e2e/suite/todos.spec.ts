import * as list from './list.ts'
import { rowsOf } from './services.ts'
import { expect, signIn, test } from './test.ts'

test.describe('todos', () => {
  test('are there after a reload', async ({ page }) => {
    await signIn(page)
    await list.add(page, 'water the plants')
    await page.reload()
    await expect(list.checkbox(page, 'water the plants')).not.toBeChecked()
  })

  test('stay completed or deleted after a reload', async ({ page }) => {
    await signIn(page)
    await list.add(page, 'complete me')
    await list.add(page, 'delete me')
    await list.toggle(page, 'complete me')
    await list.remove(page, 'delete me')
    await page.reload()
    await expect(list.rows(page)).toHaveText([/complete me/])
    await expect(list.checkbox(page, 'complete me')).toBeChecked()
  })

  test('are put back by Undo as they were', async ({ page }) => {
    const { email } = await signIn(page)
    const stands = async () =>
      (await rowsOf(email)).map(({ id, title, created_at }) => ({ id, title, created_at }))
    await list.add(page, 'keep me')
    const before = await stands()
    await list.remove(page, 'keep me')
    expect(await stands()).toEqual([])
    await list.press(page, 'Undo')
    await expect.poll(stands).toEqual(before)
  })

  test('are shown by the filter that the address names', async ({ page }) => {
    await signIn(page)
    await list.add(page, 'open')
    await list.add(page, 'finished')
    await list.toggle(page, 'finished')
    await page.goto('/todos?filter=done')
    await expect(list.rows(page)).toHaveText([/finished/])
    await page.goto('/todos?filter=active')
    await expect(list.rows(page)).toHaveText([/open/])
  })
})

const accepted = [
  'x'.repeat(200),
  '\u{1f95b}'.repeat(200),
  '\u{1f469}‍\u{1f469}‍\u{1f467} and \u{1f3f3}️‍\u{1f308}',
  'שלום, עולם (2)',
  '<script>alert(document.domain)</script><img src=x onerror=alert(1)>',
  `it's "quoted" and \\escaped\\ — 100%`,
  `Robert'); drop table todos; --`,
  'oat\u200bmilk',
]

const blank = 'Enter a title.'
const tooLong = 'A title can have at most 200 characters.'

const refused: [title: string, sentence: string][] = [
  [' \t   ', blank],
  ['\u200b', blank],
  ['\u0085', blank],
  ['\u00a0\u3000\u2800', blank],
  ['x'.repeat(201), tooLong],
  ['\u{1f95b}'.repeat(201), tooLong],
  ['a\u0000b', 'This title has an invalid character.'],
]

test('titles of every kind are stored and shown exactly', async ({ page }) => {
  page.on('dialog', () => {
    throw new Error('A title was run as a script')
  })
  await signIn(page)
  for (const title of accepted) await list.add(page, title)
  await page.reload()
  // Not beside it, where Next keeps what it streams until it is shown.
  const shown = page.getByRole('main').getByRole('listitem').locator('bdi')
  await expect(shown).toHaveCount(accepted.length)
  expect(await shown.allTextContents()).toEqual(accepted.toReversed())
})

test('titles that cannot be stored are refused with a sentence, and stay', async ({ page }) => {
  const { email } = await signIn(page)
  for (const [title, sentence] of refused) {
    await list.field(page).fill(title)
    await list.press(page, 'Add')
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(list.field(page)).toHaveValue(title)
    await expect(list.field(page)).toHaveAccessibleDescription(sentence)
  }
  await list.field(page).fill('')
  await list.press(page, 'Add')
  await expect(list.field(page), 'an empty field gets the focus').toBeFocused()
  await expect(list.rows(page)).toHaveCount(0)
  expect(await rowsOf(email)).toEqual([])
})

test('a new title that cannot be stored stays in its field with a sentence', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'milk')
  const field = await list.edit(page, 'milk')
  for (const [title, sentence] of refused) {
    await field.fill(title)
    await page.keyboard.press('Enter')
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(title)
  }
  await field.fill('oat milk')
  await list.stored(page, () => list.press(page, 'Save'))
  await expect(list.rows(page)).toHaveText([/oat milk/])
})

test('leaving the field keeps what was typed and saves nothing', async ({ page }) => {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  const field = await list.edit(page, 'milk')
  await field.fill('oat milk')
  await list.field(page).click()
  await expect(field).toHaveValue('oat milk')
  await list.add(page, 'bread')
  await expect(field, 'a write elsewhere leaves it as it is').toHaveValue('oat milk')
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk' }, { title: 'bread' }])
  await list.stored(page, () => field.press('Enter'))
  await expect(list.saved(page)).toBeVisible()
  expect(await rowsOf(email)).toMatchObject([{ title: 'oat milk' }, { title: 'bread' }])
})
