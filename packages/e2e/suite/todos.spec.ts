import { rowsOf } from './database.ts'
import { addTodo, expect, newTodo, signIn, stored, test } from './test.ts'

test.describe('todos', () => {
  test('are there after a reload', async ({ page }) => {
    await signIn(page)
    await addTodo(page, 'water the plants')
    await page.reload()
    await expect(page.getByRole('checkbox', { name: 'water the plants' })).not.toBeChecked()
  })

  test('stay completed after a reload', async ({ page }) => {
    await signIn(page)
    await addTodo(page, 'water the plants')
    await stored(page, () => page.getByRole('checkbox', { name: 'water the plants' }).check())
    await page.reload()
    await expect(page.getByRole('checkbox', { name: 'water the plants' })).toBeChecked()
  })

  test('stay deleted after a reload', async ({ page }) => {
    await signIn(page)
    await addTodo(page, 'keep me')
    await addTodo(page, 'delete me')
    await stored(page, () => page.getByRole('button', { name: 'Delete “delete me”' }).click())
    await page.reload()
    await expect(page.getByRole('listitem')).toHaveText([/keep me/])
  })

  test('are put back by Undo as they were', async ({ page }) => {
    const { email } = await signIn(page)
    const stands = async () =>
      (await rowsOf(email)).map(({ id, title, created_at }) => ({ id, title, created_at }))
    await addTodo(page, 'keep me')
    const before = await stands()
    await stored(page, () => page.getByRole('button', { name: 'Delete “keep me”' }).click())
    expect(await stands()).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stands).toEqual(before)
  })

  test('with a blank title are refused with a sentence, and the form stays', async ({ page }) => {
    await signIn(page)
    await newTodo(page).fill('   ')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText('Enter a title.')).toBeVisible()
    await expect(page.getByRole('listitem')).toHaveCount(0)
  })

  test('are shown by the filter that the address names', async ({ page }) => {
    await signIn(page)
    await addTodo(page, 'open')
    await addTodo(page, 'finished')
    await stored(page, () => page.getByRole('checkbox', { name: 'finished' }).check())
    await page.goto('/todos?filter=done')
    await expect(page.getByRole('listitem')).toHaveText([/finished/])
    await page.goto('/todos?filter=active')
    await expect(page.getByRole('listitem')).toHaveText([/open/])
  })
})
