import { createUser, newPerson } from '../src/driver.ts'
import * as list from './list.ts'
import { requestsOf, userId } from './services.ts'
import { expect, isSignInPage, provider, stage, test } from './test.ts'

// Users come as the provider lets them: with an address that is not verified yet, with a password that
// they forgot, or with another identity provider.

const { accounts } = provider

/** A user whom every provider sends mail: see `newPerson`. */
function newcomer() {
  const person = newPerson()
  return { ...person, email: person.email.replace('+clerk_test', '') }
}

/** The address that InsForge was told last of the user who has it, if it was told one. */
async function toldEmail(email: string) {
  const requests = await requestsOf(await userId(email))
  expect(requests).not.toEqual([])
  return requests.at(-1)?.email
}

test('an address is told to the database once it is verified, and not before', async ({ page }) => {
  const person = newcomer()
  await page.goto('/todos')
  await accounts.signUpUnverified(page, person)
  if (accounts.letsIn) {
    await expect(list.field(page)).toBeVisible()
    expect(await toldEmail(person.email)).toBeNull()
  }
  await accounts.verify(page, person)
  await expect(list.home(page)).toBeVisible()
  await page.goto('/todos')
  await expect(list.field(page)).toBeVisible()
  expect(await toldEmail(person.email)).toBe(accounts.tellsEmail ? person.email : null)
})

if (accounts.resetPassword) {
  const { resetPassword } = accounts
  test('a forgotten password is replaced with what is mailed', async ({ page }) => {
    const person = await createUser(stage, newcomer())
    const changed = { ...person, password: `${person.password}, changed` }
    await page.goto('/todos')
    await resetPassword(page, changed)
    await page.goto('/todos')
    await provider.signIn(page, changed)
    await expect(list.field(page)).toBeVisible()
  })
}

test('a user whom Google knows gets in, and later to the same list', async ({ page, other }) => {
  const { email } = newcomer()
  for (const [visit, tab] of [page, other].entries()) {
    await tab.goto('/todos')
    await expect(tab).toHaveURL(isSignInPage)
    await accounts.signInWithGoogle(tab, email)
    await expect(list.field(tab)).toBeVisible()
    if (visit === 0) await list.add(tab, 'milk')
    await expect(list.checkbox(tab, 'milk')).toBeVisible()
  }
  expect(await userId(email)).toMatch(accounts.googleUserId ?? provider.userId)
  const { tellsEmail, tellsGoogleEmail = tellsEmail } = accounts
  expect(await toldEmail(email)).toBe(tellsGoogleEmail ? email : null)
})
