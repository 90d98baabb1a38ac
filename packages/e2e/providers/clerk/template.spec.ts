import { userId } from '../../suite/database.ts'
import { requestsOf } from '../../suite/gateway-log.ts'
import { addTodo, emptyList, expect, signIn, stored, test } from '../../suite/test.ts'
import { claims, failed, setTemplate, wrong } from './template.ts'

for (const [what, [template]] of Object.entries(wrong)) {
  test(`in production, while the template ${what}, the app reports that it is not configured, and is well after`, async ({
    page,
  }) => {
    const { email } = await signIn(page)
    await addTodo(page, 'milk')
    await setTemplate(email, { ...template })
    await page.reload()
    await expect(failed(page)).toContainText('This app isn’t fully configured.')
    await expect(failed(page)).not.toContainText(/template|RS256|postgres|project_admin|secret/)
    await expect(emptyList(page)).toHaveCount(0)
    const text = page.getByRole('textbox', { name: 'New todo' })
    await text.fill('bread')
    await page.keyboard.press('Enter')
    await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

    await setTemplate(email, {})
    await failed(page).getByText('Try again').click()
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
  await failed(page).getByText('Try again').click()
  await page.getByRole('textbox', { name: 'New todo' }).fill('bread')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()
  expect(await requestsOf(sub, begin)).toEqual([])
})

test('the audience may be any: InsForge does not look at it', async ({ page }) => {
  const { email } = await signIn(page)
  await setTemplate(email, { templateClaims: { ...claims, aud: 'another-app' } })
  await page.reload()
  await addTodo(page, 'milk')
})
