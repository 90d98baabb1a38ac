import { rowsOf } from '../../suite/database.ts'
import { addTodo, expect, signIn, stored, test } from '../../suite/test.ts'

test('what is added and completed offline is reported and kept, and is stored once afterwards, without a reload', async ({
  page,
  context,
}) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
  const milk = page.getByRole('checkbox', { name: 'milk' })
  const notStored = page.getByRole('alert').filter({ hasText: '“bread” isn’t saved yet.' })
  const notChanged = page.getByRole('alert').filter({ hasText: '“milk” wasn’t changed.' })
  await context.setOffline(true)

  await page.getByRole('textbox', { name: 'New todo' }).fill('bread')
  await page.keyboard.press('Enter')
  await expect(notStored).toContainText('You’re offline.')
  await milk.click()
  await expect(notChanged).toContainText('You’re offline.')
  await expect(milk).not.toBeChecked()
  await notStored.getByRole('button', { name: 'Try again' }).click()
  await expect(notStored).toContainText('You’re offline.')
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: false }])

  await context.setOffline(false)
  await stored(page, () => notStored.getByRole('button', { name: 'Try again' }).click())
  await stored(page, () => notChanged.getByRole('button', { name: 'Try again' }).click())
  await expect(milk).toBeChecked()
  await expect(page.getByRole('alert').filter({ hasText: 'offline' })).toHaveCount(0)
  await expect(page.getByRole('listitem')).toHaveText([/bread/, /milk/])
  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'bread', is_complete: false },
  ])
})
