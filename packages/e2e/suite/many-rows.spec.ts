import { storeRows } from './database.ts'
import { expect, savedStatus, signIn, test } from './test.ts'

/** Rows of which the first `done` are done, the newest first. */
function manyRows(rows: number, done: number) {
  const start = Date.now()
  return Array.from({ length: rows }, (_, n) => ({
    title: `todo ${n}`,
    is_complete: n < done,
    created_at: new Date(start - 1000 * n).toISOString(),
  }))
}

test('of 5,000 todos one page is read, and count, filter and the next page are right', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await storeRows(email, manyRows(5_000, 60))
  const rows = page.getByRole('listitem')
  // Not beside it, where Next keeps what it streams until it is shown.
  const main = page.getByRole('main')

  await page.goto('/')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('todo 0')
  await expect(main.getByText('4940 to do, 60 done')).toBeVisible()

  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(rows).toHaveCount(100)
  await expect(rows.last()).toContainText('todo 99')

  await page.getByRole('link', { name: 'Done' }).click()
  await expect(rows).toHaveCount(50)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(rows).toHaveCount(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Delete done' }).click()
  await expect(page.getByText('Delete all 60 todos that are done?')).toBeVisible()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(savedStatus(page)).toBeVisible()
  await expect(main.getByText('4940 to do, 0 done')).toBeVisible()
  await expect(rows).toHaveCount(0)
})
