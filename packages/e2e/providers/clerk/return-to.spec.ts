import { createUser } from '../../src/driver.ts'
import { outside, startAt } from '../../suite/starts.ts'
import { expect, provider, signIn, stage, test } from '../../suite/test.ts'

/** Every way to tell Clerk's components where to go afterwards. */
const parameters = [
  'redirect_url',
  'sign_in_force_redirect_url',
  'sign_in_fallback_redirect_url',
  'sign_up_force_redirect_url',
  'sign_up_fallback_redirect_url',
  'after_sign_in_url',
  'after_sign_up_url',
]

for (const start of provider.starts) {
  test(`${start} leads signed-in users to a page of the app`, async ({ page }) => {
    await signIn(page)
    // The two forms have one rule for it.
    for (const returnTo of start === '/sign-in' ? outside : outside.slice(0, 3)) {
      await page.goto(startAt(start, returnTo))
      await expect(page, JSON.stringify(returnTo)).not.toHaveURL((url) => url.pathname === start)
      expect(new URL(page.url()).origin, JSON.stringify(returnTo)).toBe(stage.appUrl)
    }
  })

  test(`${start} leads back to the page`, async ({ page }) => {
    await signIn(page)
    await page.goto(startAt(start, '/todos?filter=done'))
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}

for (const parameter of parameters) {
  test(`a sign-in ends in the app where ${parameter} names another site`, async ({ page }) => {
    const query = new URLSearchParams({ [parameter]: 'https://evil.example/' })
    // Clerk's components read both.
    await page.goto(`/sign-in?${query}#/?${query}`)
    await provider.signIn(page, await createUser(stage))
    await expect(page).toHaveURL(`${stage.appUrl}/`)
    await expect(page.getByRole('link', { name: 'Open your todos' })).toBeVisible()
  })
}
