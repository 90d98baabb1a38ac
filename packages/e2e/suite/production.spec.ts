import { addTodo, expect, signIn, test } from './test.ts'

test('the development panel is not there', async ({ page }) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await expect(page.getByText('Who does InsForge think I am?')).toHaveCount(0)
})

test('nothing moves when the list arrives', async ({ page }) => {
  await signIn(page)
  for (const title of ['one', 'two', 'three']) await addTodo(page, title)
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveCount(3)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts).toEqual([])
})
