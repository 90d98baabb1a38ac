import type { Page } from '@playwright/test'
import { startAnother } from '../another-app.ts'
import { userId } from '../database.ts'
import { requestsOf } from '../gateway-log.ts'
import { addTodo, expect, signIn, stage, stored, test } from '../test.ts'
import { setTemplate } from './template.ts'

const claims = { role: 'authenticated', aud: 'insforge-api' }

/** What can be wrong with Clerk's JWT template, and what names it. */
const wrong: Readonly<Record<string, readonly [template: object, says: RegExp]>> = {
  'is missing': [{ templateName: null }, /Clerk has no JWT template called “insforge”\./],
  'is called something else': [
    { templateName: 'InsForge' },
    /Clerk has no JWT template called “insforge”\./,
  ],
  'has no custom signing key': [{ templateKey: 'instance' }, /signs with RS256: its custom/],
  'is signed with another key': [
    { templateKey: { secret: 'another secret, and long enough for it' } },
    /its signing key is not InsForge’s JWT secret\./,
  ],
  'has another role': [
    { templateClaims: { ...claims, role: 'postgres' } },
    /has the role "postgres" in place of "authenticated"\./,
  ],
  'has the role of an administrator': [
    { templateClaims: { ...claims, role: 'project_admin' } },
    /has the role "project_admin" in place of "authenticated"\./,
  ],
  'has no role': [{ templateClaims: {} }, /has no role in place of "authenticated"\./],
}

const step = 'Step 7 (JWT templates) under “Set it up” in README.md says how it has to be.'

const failed = (page: Page) => page.getByRole('alert').filter({ hasText: 'could not be read' })

for (const [what, [template]] of Object.entries(wrong)) {
  test(`in production, while the template ${what}, the app says that it is not set up, and is well after`, async ({
    page,
  }) => {
    const { email } = await signIn(page)
    await addTodo(page, 'milk')
    await setTemplate(email, { ...template })
    await page.reload()
    await expect(failed(page)).toContainText('This app is not set up completely.')
    await expect(failed(page)).not.toContainText(/template|RS256|postgres|project_admin|secret/)
    await expect(page.getByText('Nothing to do yet.')).toHaveCount(0)
    const text = page.getByRole('textbox', { name: 'New todo' })
    await text.fill('bread')
    await page.keyboard.press('Enter')
    await expect(page.getByText('“bread” is not stored yet.')).toBeVisible()

    await setTemplate(email, {})
    await failed(page).getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('listitem')).toHaveText([/milk/])
    await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
    await expect(page.getByRole('listitem')).toHaveText([/bread/, /milk/])
  })
}

test('a token that would be an administrator’s is never sent', async ({ page }) => {
  const { email } = await signIn(page)
  const sub = await userId(email)
  await setTemplate(email, { templateClaims: { ...claims, role: 'project_admin' } })
  await page.reload()
  await expect(failed(page)).toBeVisible()
  const begin = Date.now()
  await failed(page).getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('textbox', { name: 'New todo' }).fill('bread')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“bread” is not stored yet.')).toBeVisible()
  expect(await requestsOf(sub, begin)).toEqual([])
})

test('the audience may be any: InsForge does not look at it', async ({ page }) => {
  const { email } = await signIn(page)
  await setTemplate(email, { templateClaims: { ...claims, aud: 'someone-else' } })
  await page.reload()
  await addTodo(page, 'milk')
})

test('in development the app says what is wrong with the template, and which step of the README mends it', async ({
  page,
}) => {
  // A development server builds the page first.
  test.setTimeout(120_000)
  const { email } = await signIn(page)
  const app = await startAnother('dev', stage.env)
  try {
    for (const [template, says] of Object.values(wrong)) {
      await setTemplate(email, { ...template })
      await page.goto(app.url)
      await expect(failed(page)).toContainText(says, { timeout: 30_000 })
      await expect(failed(page)).toContainText(step)
    }
    await setTemplate(email, {})
    await failed(page).getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Nothing to do yet.')).toBeVisible()
  } finally {
    await app.stop()
  }
})
