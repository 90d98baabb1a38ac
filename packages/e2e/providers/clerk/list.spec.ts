import * as list from '../../suite/list.ts'
import { rowsOf } from '../../suite/services.ts'
import { expect, signIn, stage, test } from '../../suite/test.ts'
import { records } from './insforge.ts'

// The list in the browser, which asks InsForge itself.

test('a tab that is open across a deployment goes on writing and reading', async ({ page }) => {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  // The files and pages of the build that this tab has come from are gone.
  await page.route(`${stage.appUrl}/**`, (route) => route.fulfill({ status: 404, body: '' }))
  await list.add(page, 'bread')
  await list.toggle(page, 'milk')
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'bread' },
  ])
  await page.unrouteAll()
  await list.follow(page, 'Done')
  await expect(list.rows(page)).toHaveText([/milk/])
})

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
  await list.follow(page, 'Active')
  await isRead
  await list.submit(page, 'milk')
  await expect(page.getByRole('status').getByText(/Saving…|Saved/)).toBeVisible()
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  letThrough()
  await expect(list.saved(page)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Active' })).toHaveAttribute('aria-current', 'page')
  await expect(list.rows(page)).toHaveText([/milk/])
})

test('what is written offline is kept, and stored once afterwards', async ({ page, context }) => {
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
  const milk = list.checkbox(page, 'milk')
  const notStored = list.notice(page, '“bread” isn’t saved yet.')
  const notChanged = list.notice(page, '“milk” wasn’t changed.')
  await context.setOffline(true)

  await list.submit(page, 'bread')
  await expect(notStored).toContainText('You’re offline.')
  await milk.click()
  await expect(notChanged).toContainText('You’re offline.')
  await expect(milk).not.toBeChecked()
  await notStored.getByRole('button', { name: 'Try again' }).click()
  await expect(notStored).toContainText('You’re offline.')
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: false }])

  await context.setOffline(false)
  await list.stored(page, () => notStored.getByRole('button', { name: 'Try again' }).click())
  await list.stored(page, () => notChanged.getByRole('button', { name: 'Try again' }).click())
  await expect(milk).toBeChecked()
  await expect(list.notice(page, 'offline')).toHaveCount(0)
  await expect(list.rows(page)).toHaveText([/bread/, /milk/])
  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'bread', is_complete: false },
  ])
})
