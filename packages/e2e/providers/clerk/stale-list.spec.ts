import { expect, savedStatus, signIn, test } from '../../suite/test.ts'
import { records } from './insforge.ts'

test('a todo that is added while the list is read again stays on the page', async ({ page }) => {
  await signIn(page)
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route(`${records}*`, async (route) => {
    const method = route.request().method()
    const response = await route.fetch()
    // What was read before the write arrives after it, where nothing keeps it from that.
    if (method === 'GET') await held
    await route.fulfill({ response })
    if (method === 'POST') letThrough()
  })
  const isRead = page.waitForRequest(
    (request) => request.method() === 'GET' && request.url().startsWith(records),
  )
  await page.getByRole('link', { name: 'Active' }).click()
  await isRead
  await page.getByRole('textbox', { name: 'New todo' }).fill('milk')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').getByText(/Saving…|Saved/)).toBeVisible()
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  letThrough()
  await expect(savedStatus(page)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Active' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})
