import { newPerson } from '../../src/driver.ts'
import { expectNoViolations } from '../../suite/axe.ts'
import * as list from '../../suite/list.ts'
import { hook } from '../../suite/services.ts'
import { sessionCookies } from '../../suite/session.ts'
import { consoleOf, expect, provider, stage, test } from '../../suite/test.ts'
import { askForCode, passcodeField } from './mail.ts'

/** Another code of six digits. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('the form for links, the form for codes and the code’s own are whole', async ({ page }) => {
  await page.goto('/todos')
  const submit = page.getByRole('button', { name: 'Continue with email' })
  await expect(submit).toBeVisible()
  await expectNoViolations(page)
  await list.press(page, 'Email me a code instead')
  await expect(page.getByRole('button', { name: 'Email me a link instead' })).toBeVisible()
  await expect(submit).toBeVisible()
  await expectNoViolations(page)
  await list.press(page, 'Email me a link instead')
  const { email } = newPerson()
  await askForCode(page, { email })
  await expect(page.getByText(email)).toBeVisible()
  await expectNoViolations(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'fits on a phone')
    .toBe(320)
})

// Apart from what looks at the whole: axe waits in vain for a frame that the policy has blocked.
test('the code’s form frames no page of Stytch’s, and nothing is blocked', async ({ page }) => {
  const blocked = consoleOf(page, (one) => one.type() !== 'error')
  await page.goto('/todos')
  await askForCode(page, newPerson())
  await expect(passcodeField(page)).toBeVisible()
  const sources = await page
    .locator('iframe')
    .evaluateAll((all) => all.map((frame) => (frame as HTMLIFrameElement).src))
  expect(new Set(sources)).toEqual(new Set(['about:blank']))
  expect(blocked).toEqual([])
})

test('a wrong code is refused with Stytch’s words; the right one signs in', async ({ page }) => {
  await page.goto('/todos?filter=active')
  const code = await askForCode(page, newPerson())
  await passcodeField(page).fill(wrong(code))
  await expect(page.getByText('Invalid passcode')).toBeVisible()
  await expect(passcodeField(page)).toHaveValue(wrong(code))
  await expectNoViolations(page)
  expect(await sessionCookies(page)).toEqual({})

  // Stytch's form sends a code when its sixth digit arrives, and not when digits are replaced.
  await passcodeField(page).press('End')
  await passcodeField(page).press('Backspace')
  await expect(passcodeField(page)).toHaveValue(/^\d{5}$/)
  await passcodeField(page).fill(code)
  await expect(list.field(page)).toBeVisible()
  await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=active`)
})

test('an expired code is refused with Stytch’s words, and a new one signs in', async ({ page }) => {
  const person = newPerson()
  await page.goto('/todos')
  const code = await askForCode(page, person)
  await hook('POST', 'tokens/expire', { email: person.email })
  await passcodeField(page).fill(code)
  await expect(page.getByText(/expired/i).last()).toBeVisible()
  await list.press(page, 'Go back')
  await list.press(page, 'Email me a link instead')
  await passcodeField(page).waitFor({ state: 'hidden' })
  const next = await askForCode(page, person)
  await passcodeField(page).fill(next)
  await expect(list.field(page)).toBeVisible()
})

const denied = "throw new DOMException('denied', 'SecurityError')"

/** What a page's scripts find, as scripts that run before them. */
const blocked: Readonly<Record<string, string>> = {
  'whose storage is full': `Storage.prototype.setItem = () => { ${denied} }`,
  'that blocks localStorage': `Object.defineProperty(window, 'localStorage', { get() { ${denied} } })`,
  'that blocks all storage': `for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { get() { ${denied} } })
  }`,
}

for (const [what, script] of Object.entries(blocked)) {
  test(`a browser ${what} signs in with a link, at the landing page`, async ({ page }) => {
    await page.addInitScript(script)
    await page.goto(provider.signInPath('/todos?filter=done'))
    await provider.signIn(page, newPerson())
    await expect(page).toHaveURL(`${stage.appUrl}/`)
    await page.getByRole('link', { name: 'Open your todos' }).click()
    await expect(list.field(page)).toBeVisible()
  })

  test(`a browser ${what} signs in with a code, where the sign-in began`, async ({ page }) => {
    await page.addInitScript(script)
    await page.goto(provider.signInPath('/todos?filter=done'))
    const code = await askForCode(page, newPerson())
    await passcodeField(page).fill(code)
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}
