import type { Page } from '@playwright/test'
import { createUser } from '../../src/providers/index.ts'
import { control } from '../../suite/control.ts'
import { rowsOf, userId } from '../../suite/database.ts'
import { addFault, clearFaults } from '../../suite/emulator.ts'
import { requestsOf } from '../../suite/gateway-log.ts'
import { addTodo, expect, signIn, stage, stored, test } from '../../suite/test.ts'
import { setTemplate } from './template.ts'

test.afterEach(clearFaults)
test.afterEach(() => control('heal'))

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })

const tryAgain = (page: Page, text: string) =>
  alert(page, text).getByRole('button', { name: 'Try again' }).click()

const noName = 'Name unavailable'
const noClerk = 'Couldn’t reach Clerk, which signs you in.'

test('connections that are cut while todos are added and completed lose nothing and double nothing', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await control('cut-next-write')
  await page.getByRole('textbox', { name: 'New todo' }).fill('milk')
  await page.keyboard.press('Enter')
  await expect(alert(page, '“milk” isn’t saved yet.')).toContainText(/Couldn.t reach the database/)
  await stored(page, () => tryAgain(page, '“milk” isn’t saved yet.'))

  const milk = page.getByRole('checkbox', { name: 'milk' })
  await control('cut-next-write')
  await milk.click()
  await expect(alert(page, '“milk” wasn’t changed.')).toContainText(/Couldn.t reach the database/)
  await stored(page, () => tryAgain(page, '“milk” wasn’t changed.'))
  await expect(milk).toBeChecked()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: true }])
})

test('while Clerk is down InsForge goes on for as long as a token is good, and after that the page names Clerk', async ({
  page,
}) => {
  const person = await createUser(stage)
  const sub = await userId(person.email)
  await setTemplate(person.email, { templateSeconds: 15 })
  await signIn(page, person)
  await addFault({ hangUp: true })
  await addTodo(page, 'milk')

  const expiry = 1000 * ((await requestsOf(sub)).at(-1)?.exp ?? 0)
  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(expiry)
  await page.getByRole('textbox', { name: 'New todo' }).fill('bread')
  await page.keyboard.press('Enter')
  await expect(alert(page, '“bread” isn’t saved yet.')).toContainText(noClerk)

  await clearFaults()
  await stored(page, () => tryAgain(page, '“bread” isn’t saved yet.'))
  await expect(page.getByRole('listitem')).toHaveText([/bread/, /milk/])
  expect(await rowsOf(person.email)).toMatchObject([{ title: 'milk' }, { title: 'bread' }])
})

test('a page that is opened while Clerk is down reports it, and is well when it is back', async ({
  page,
}) => {
  await signIn(page)
  await addTodo(page, 'milk')
  await addFault({ hangUp: true })
  await page.reload()
  await expect(page.getByText(noName)).toBeVisible()
  await expect(alert(page, 'Couldn’t load your todos.')).toContainText(noClerk)
  await clearFaults()
  await page.reload()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})

test('where Clerk only cannot tell a name, everything else goes on', async ({ page }) => {
  const { email } = await signIn(page)
  const path = `/v1/users/${await userId(email)}`
  for (const fault of [{ hangUp: true }, { status: 500 }, { delayMs: 10_000 }]) {
    await addFault({ path, ...fault })
    await page.reload()
    await expect(page.getByText(noName)).toBeVisible()
    await addTodo(page, `todo ${Object.keys(fault)}`)
    await clearFaults()
  }
  await page.reload()
  await expect(page.getByText(email)).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(3)
})
