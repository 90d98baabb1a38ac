import { isServerRendered } from './actions.ts'
import { expectNoViolations } from './axe.ts'
import * as list from './list.ts'
import { watchLog } from './log.ts'
import { control, rowsOf } from './services.ts'
import { expect, signIn, test } from './test.ts'

/** For what comes only when a request to InsForge has taken its 8 s. */
const afterLimit = { timeout: 30_000 }

let logged = () => ''

test.beforeEach(() => {
  logged = watchLog()
})

// Each of these takes something down that all tests share, and has a cause for the server's log.
test.afterEach(async () => {
  await control('heal')
  if (isServerRendered)
    expect(logged()).toMatch(/^InsForge refused .* host="[\w.]+:\d+" status=\d+/m)
})

test('a todo whose answer is lost is there once after the retry', async ({ page }) => {
  const { email } = await signIn(page)
  await control('cut-next-write')
  await list.submit(page, 'milk')
  await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
  await list.stored(page, () => list.press(page, 'Try again'))
  await expect(list.rows(page)).toHaveText([/milk/])
  await page.reload()
  await expect(list.rows(page)).toHaveText([/milk/])
  expect(await rowsOf(email)).toHaveLength(1)
})

test('every text outlives the death of InsForge, without a reload', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'milk')
  await control('kill/gateway')

  await list.submit(page, 'bread')
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

  await list.checkbox(page, 'milk').click()
  await expect(page.getByText('“milk” wasn’t changed.')).toBeVisible()
  await expect(list.checkbox(page, 'milk')).not.toBeChecked()
  await expectNoViolations(page)

  await list.follow(page, 'Active')
  await expect(page.getByText('Couldn’t load your todos.')).toBeVisible()
  await expect(list.empty(page)).toHaveCount(0)
  await expectNoViolations(page)
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

  await control('restart/gateway')
  await list.notice(page, 'Couldn’t load').getByRole('link', { name: 'Try again' }).click()
  await expect(list.rows(page)).toHaveText([/milk/])
  const tryAgain = list.notice(page, '“bread”').getByRole('button', { name: 'Try again' })
  await list.stored(page, () => tryAgain.click())
  await expect(list.rows(page)).toHaveText([/bread/, /milk/])
})

test('a pause of InsForge is reported, and a todo is stored once afterwards', async ({ page }) => {
  await signIn(page)
  await control('pause/gateway')
  await list.submit(page, 'milk')
  const notStored = page.getByText('“milk” isn’t saved yet.')
  await expect(notStored).toBeVisible(afterLimit)
  await list.press(page, 'Try again')
  await expect(notStored).toBeHidden()
  await expect(notStored).toBeVisible(afterLimit)
  await control('resume/gateway')
  await list.stored(page, () => list.press(page, 'Try again'))
  await page.reload()
  await expect(list.rows(page)).toHaveText([/milk/])
})

test('a restart of the database is survived without a reload', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'milk')
  await control('kill/postgres')
  await list.checkbox(page, 'milk').click()
  await expect(page.getByText('“milk” wasn’t changed.')).toBeVisible()
  await control('restart/postgres')
  await list.stored(page, () => list.press(page, 'Try again'))
  await expect(list.checkbox(page, 'milk')).toBeChecked()
  await page.reload()
  await expect(list.checkbox(page, 'milk')).toBeChecked()
})
