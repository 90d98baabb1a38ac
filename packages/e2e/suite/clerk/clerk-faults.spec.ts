import { createUser } from '../../src/providers/index.ts'
import { rowsOf } from '../database.ts'
import { addFault, clearFaults } from '../emulator.ts'
import { session } from '../session.ts'
import { addTodo, expect, provider, signIn, stage, stored, test } from '../test.ts'

test.afterEach(clearFaults)

test('while Clerk is down, an open page goes on with the token that it has', async ({ page }) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  await addFault({ hangUp: true })
  await addTodo(page, 'bread')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  await stored(page, () => page.getByRole('button', { name: 'Delete “bread”' }).click())
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk', is_complete: true }])
})

test('who cannot load Clerk’s scripts is told so, and has a way on', async ({ page }) => {
  test.setTimeout(60_000)
  await page.route('**/clerk.browser.js', (route) => route.abort())
  await page.goto('/')
  const notice = page.getByRole('alert').filter({ hasText: 'Clerk cannot be reached.' })
  // Its loader tries it some more times first.
  await expect(notice).toBeVisible({ timeout: 30_000 })
  await page.unroute('**/clerk.browser.js')
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('Email address')).toBeVisible()
})

test('nobody can sign in while Clerk takes no sign-ins, and everybody can after, without a reload', async ({
  page,
}) => {
  const person = await createUser(stage)
  await page.goto('/')
  await expect(page.getByLabel('Email address')).toBeVisible()
  await addFault(session.tokensDown)
  await page.getByLabel('Email address').fill(person.email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByText('There was an internal error').first()).toBeVisible()
  await expect(page.getByLabel('Email address')).toHaveValue(person.email)
  await clearFaults()
  await provider.signIn(page, person)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
})
