import * as list from '../../suite/list.ts'
import { requestsOf, userId } from '../../suite/services.ts'
import { expect, signIn, test } from '../../suite/test.ts'
import { claims, failed, setTemplate, wrong } from './insforge.ts'

for (const [what, [template]] of Object.entries(wrong)) {
  test(`in production, while the template ${what}, the app reports it`, async ({ page }) => {
    const { email } = await signIn(page)
    await list.add(page, 'milk')
    await setTemplate(email, { ...template })
    await page.reload()
    await expect(failed(page)).toContainText('This app isn’t fully configured.')
    await expect(failed(page)).not.toContainText(/template|RS256|postgres|project_admin|secret/)
    await expect(list.empty(page)).toHaveCount(0)
    await list.submit(page, 'bread')
    await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()

    await setTemplate(email, {})
    await failed(page).getByText('Try again').click()
    await expect(list.rows(page)).toHaveText([/milk/])
    await list.stored(page, () => list.press(page, 'Try again'))
    await expect(list.rows(page)).toHaveText([/bread/, /milk/])
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
  await list.submit(page, 'bread')
  await expect(page.getByText('“bread” isn’t saved yet.')).toBeVisible()
  expect(await requestsOf(sub, begin)).toEqual([])
})

test('the audience may be any: InsForge does not look at it', async ({ page }) => {
  const { email } = await signIn(page)
  await setTemplate(email, { templateClaims: { ...claims, aud: 'another-app' } })
  await page.reload()
  await list.add(page, 'milk')
})
