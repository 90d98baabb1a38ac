import { rowsOf } from './database.ts'
import { addTodo, editTodo, expect, newTodo, savedStatus, signIn, stored, test } from './test.ts'

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
  for (const title of accepted) await addTodo(page, title)
  await page.reload()
  // Not beside it, where Next keeps what it streams until it is shown.
  const shown = page.getByRole('main').getByRole('listitem').locator('bdi')
  await expect(shown).toHaveCount(accepted.length)
  expect(await shown.allTextContents()).toEqual(accepted.toReversed())
})

test('titles that cannot be stored are refused with a sentence, and stay', async ({ page }) => {
  const { email } = await signIn(page)
  const field = newTodo(page)
  for (const [title, sentence] of refused) {
    await field.fill(title)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(title)
    await expect(field).toHaveAccessibleDescription(sentence)
  }
  await field.fill('')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(field, 'an empty field gets the focus').toBeFocused()
  await expect(page.getByRole('listitem')).toHaveCount(0)
  expect(await rowsOf(email)).toEqual([])
})

test('a new title that cannot be stored stays in its field with a sentence', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'milk')
  const field = await editTodo(page, 'milk')
  for (const [title, sentence] of refused) {
    await field.fill(title)
    await page.keyboard.press('Enter')
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(title)
  }
  await field.fill('oat milk')
  await stored(page, () => page.getByRole('button', { name: 'Save', exact: true }).click())
  await expect(page.getByRole('listitem')).toHaveText([/oat milk/])
})

test('leaving the field keeps what was typed and saves nothing', async ({ page }) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  const field = await editTodo(page, 'milk')
  await field.fill('oat milk')
  await newTodo(page).click()
  await expect(field).toHaveValue('oat milk')
  await addTodo(page, 'bread')
  await expect(field, 'a write elsewhere leaves it as it is').toHaveValue('oat milk')
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk' }, { title: 'bread' }])
  await stored(page, () => field.press('Enter'))
  await expect(savedStatus(page)).toBeVisible()
  expect(await rowsOf(email)).toMatchObject([{ title: 'oat milk' }, { title: 'bread' }])
})
