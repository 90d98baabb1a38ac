import { holdWrites } from './hold.ts'
import * as list from './list.ts'
import { storeRows } from './services.ts'
import { expect, signIn, test } from './test.ts'

/** Rows of which the first `done` are done, the newest first. */
function manyRows(rows: number, done: number) {
  const start = Date.now()
  return Array.from({ length: rows }, (_, n) => ({
    id: crypto.randomUUID(),
    title: `todo ${n}`,
    is_complete: n < done,
    created_at: new Date(start - 1000 * n).toISOString(),
  }))
}

test('of 5,000 todos a part is read, and count, filter and “more” are right', async ({ page }) => {
  const { email } = await signIn(page)
  await storeRows(email, manyRows(5_000, 60))
  const rows = list.rows(page)
  // Not beside it, where Next keeps what it streams until it is shown.
  const count = (text: string) => page.getByRole('main').getByText(text, { exact: true })

  await page.goto('/todos')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('todo 0')
  await expect(count('5000 todos')).toBeVisible()

  await list.follow(page, 'Show more')
  await expect(page).toHaveURL('/todos?show=100')
  await expect(rows).toHaveCount(100)
  await expect(rows.last()).toContainText('todo 99')

  await list.follow(page, 'Done')
  await expect(rows).toHaveCount(50)
  await expect(count('60 todos')).toBeVisible()
  await list.follow(page, 'Show more')
  await expect(rows).toHaveCount(60)
  await expect(page.getByRole('link', { name: 'Show more' })).toHaveCount(0)

  await page.getByText('Delete done', { exact: true }).click()
  await list.press(page, 'Delete')
  await expect(list.saved(page)).toBeVisible()
  await expect(rows).toHaveCount(0)
  await list.follow(page, 'All')
  await expect(count('4940 todos')).toBeVisible()
})

test('no address reads more than 200 rows, or none', async ({ page }) => {
  const { email } = await signIn(page)
  await storeRows(email, manyRows(300, 0))
  const expected: Readonly<Record<string, number>> = {
    '?show=1000000': 200,
    '?show=1e9': 200,
    '?show=Infinity': 50,
    '?show=-1': 50,
    '?show=0': 50,
    '?show=x': 50,
    '?show=149': 150,
    '?show=100&show=200': 50,
    '?before=x': 50,
    '?before=2026-01-01T00:00:00Z_x': 50,
    '?filter=everything': 50,
  }
  for (const [query, count] of Object.entries(expected)) {
    await page.goto(`/todos${query}`)
    await expect(list.rows(page), query).toHaveCount(count)
  }
})

test('row 10,000 can be reached, with no row missing or twice at both ends', async ({ page }) => {
  const { email } = await signIn(page)
  const all = manyRows(10_000, 0)
  await storeRows(email, all)

  /** Follows the links to older rows from a page on, and expects every row of them. */
  async function walk(from: number, to: number) {
    const titles: (string | null)[] = []
    for (let first = from; first < to; first += 200) {
      if (first > from) await list.follow(page, 'Older')
      await expect(list.rows(page).first()).toContainText(`todo ${first}`)
      titles.push(...(await list.titles(page)))
    }
    expect(titles).toEqual(all.slice(from, to).map(({ title }) => title))
  }

  await page.goto('/todos?show=200')
  await walk(0, 2_000)
  // A page in between has the address that its link has.
  const { created_at, id } = all[8_999] ?? { created_at: '', id: '' }
  await page.goto(`/todos?${new URLSearchParams({ show: '200', before: `${created_at}_${id}` })}`)
  await walk(9_000, 10_000)
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
  await list.follow(page, 'All')
  await expect(list.rows(page).first()).toContainText('todo 0')
})

test('a todo that is added on an older page is at the top of the newest', async ({ page }) => {
  const { email } = await signIn(page)
  await storeRows(email, manyRows(250, 0))
  await page.goto('/todos?show=200')
  await list.follow(page, 'Older')
  await expect(list.rows(page)).toHaveCount(50)
  const writes = await holdWrites(page)
  await list.submit(page, 'added')
  await expect(list.saving(page)).toBeVisible()
  await expect(list.rows(page)).toHaveCount(50)
  await list.stored(page, async () => writes.open())
  await expect(list.rows(page)).toHaveCount(50)
  await list.follow(page, 'All')
  await expect(list.rows(page).first()).toContainText('added')
})
