import { addTodo, expect, savedStatus, signIn, test } from './test.ts'

const accepted = [
  'x'.repeat(200),
  '\u{1f95b}'.repeat(200),
  '\u{1f469}‍\u{1f469}‍\u{1f467} and \u{1f3f3}️‍\u{1f308}',
  'שלום, עולם (2)',
  '<script>alert(document.domain)</script><img src=x onerror=alert(1)>',
  `it's "quoted" and \\escaped\\ — 100%`,
  `Robert'); drop table todos; --`,
]

const refused: [title: string, sentence: string][] = [
  ['', 'Write what there is to do.'],
  [' \t   ', 'Write what there is to do.'],
  ['x'.repeat(201), 'A title has at most 200 characters.'],
  ['\u{1f95b}'.repeat(201), 'A title has at most 200 characters.'],
]

test('titles of every kind are stored and shown exactly', async ({ page }) => {
  page.on('dialog', () => {
    throw new Error('A title was run as a script')
  })
  await signIn(page)
  for (const title of accepted) await addTodo(page, title)
  await page.reload()
  // Not beside it, where Next keeps what it streams until it is shown.
  const shown = page.getByRole('main').locator('.todo-title')
  await expect(shown).toHaveCount(accepted.length)
  expect(await shown.allTextContents()).toEqual(accepted.toReversed())
})

test('titles that cannot be stored are refused with a sentence, and stay', async ({ page }) => {
  await signIn(page)
  const field = page.getByRole('textbox', { name: 'New todo' })
  for (const [title, sentence] of refused) {
    await field.fill(title)
    await page.getByRole('button', { name: 'Add' }).click()
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(title)
    await expect(field).toHaveAccessibleDescription(sentence)
  }
  await expect(page.getByRole('listitem')).toHaveCount(0)
})

test('a new title that cannot be stored stays in its field with a sentence', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await page.getByRole('button', { name: 'milk', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'New title for “milk”' })
  for (const [title, sentence] of refused) {
    await field.fill(title)
    await page.keyboard.press('Enter')
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(title)
  }
  await field.fill('oat milk')
  await page.keyboard.press('Enter')
  await expect(savedStatus(page)).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveText([/oat milk/])
})

test('leaving the field saves once, and loses nothing', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'milk')
  let writes = 0
  page.on('request', (request) => {
    if (request.postData()?.includes('oat milk')) writes++
  })
  await page.getByRole('button', { name: 'milk', exact: true }).click()
  await page.getByRole('textbox', { name: 'New title for “milk”' }).fill('oat milk')
  const next = page.getByRole('textbox', { name: 'New todo' })
  await next.click()
  await expect(page.getByRole('button', { name: 'oat milk', exact: true })).toBeVisible()
  await expect(savedStatus(page)).toBeVisible()
  await expect(next, 'the focus stays where it went').toBeFocused()
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/oat milk/])
  expect(writes).toBe(1)
})
