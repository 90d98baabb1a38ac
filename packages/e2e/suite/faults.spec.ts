import { expectNoViolations } from './axe.ts'
import { control } from './control.ts'
import { rowsOf } from './database.ts'
import { addTodo, emptyList, expect, newTodo, signIn, stored, test } from './test.ts'

/** For what comes only when a request to InsForge has taken its 8 s. */
const afterLimit = { timeout: 30_000 }

// Each of these takes something down that all tests share.
test.afterEach(() => control('heal'))

test('a todo whose answer is lost after it was stored is there once after the retry', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await control('cut-next-write')
  await newTodo(page).fill('milk')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  expect(await rowsOf(email)).toHaveLength(1)
})

test('while InsForge is dead every text stays, and all is well when it is back, without a reload', async ({
  page,
}) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await control('kill/gateway')

  await newTodo(page).fill('bread')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

  await page.getByRole('checkbox', { name: 'milk' }).click()
  await expect(page.getByText('“milk” wasn’t changed.')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'milk' })).not.toBeChecked()
  await expectNoViolations(page)

  await page.getByRole('link', { name: 'Active' }).click()
  await expect(page.getByText('Couldn’t load your todos.')).toBeVisible()
  await expect(emptyList(page)).toHaveCount(0)
  await expectNoViolations(page)
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

  await control('restart/gateway')
  const failed = page.getByRole('alert').filter({ hasText: 'Couldn’t load' })
  await failed.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  const unsent = page.getByRole('alert').filter({ hasText: '“bread”' })
  await stored(page, () => unsent.getByRole('button', { name: 'Try again' }).click())
  await expect(page.getByRole('listitem')).toHaveText([/bread/, /milk/])
})

test('a pause of InsForge is reported, and what was typed is stored once afterwards', async ({
  page,
}) => {
  await signIn(page)
  await control('pause/gateway')
  await newTodo(page).fill('milk')
  await page.keyboard.press('Enter')
  const notStored = page.getByText('“milk” isn’t saved yet.')
  await expect(notStored).toBeVisible(afterLimit)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(notStored).toBeHidden()
  await expect(notStored).toBeVisible(afterLimit)
  await control('resume/gateway')
  await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})

test('a restart of the database is survived without a reload', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await control('kill/postgres')
  await page.getByRole('checkbox', { name: 'milk' }).click()
  await expect(page.getByText('“milk” wasn’t changed.')).toBeVisible()
  await control('restart/postgres')
  await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
  await expect(page.getByRole('checkbox', { name: 'milk' })).toBeChecked()
  await page.reload()
  await expect(page.getByRole('checkbox', { name: 'milk' })).toBeChecked()
})
