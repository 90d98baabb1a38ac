import { createUser } from '../../src/providers/index.ts'
import { addFault, clearFaults } from '../../suite/emulator.ts'
import { session } from '../../suite/session.ts'
import { expect, provider, stage, test } from '../../suite/test.ts'

test.afterEach(clearFaults)

test('if Clerk’s scripts cannot be loaded the page reports it, with a next step', async ({
  page,
}) => {
  await page.route('**/clerk.browser.js', (route) => route.abort())
  await page.goto('/todos')
  const notice = page.getByRole('alert').filter({ hasText: 'Couldn’t reach Clerk' })
  // Its loader tries it some more times first.
  await expect(notice).toBeVisible({ timeout: 60_000 })
  await page.unroute('**/clerk.browser.js')
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('Email address')).toBeVisible()
})

test('sign-in fails while Clerk takes no sign-ins, and works after, without a reload', async ({
  page,
}) => {
  const person = await createUser(stage)
  await page.goto('/todos')
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
