import { rowsOf } from '../../suite/database.ts'
import { addTodo, expect, signIn, stage, stored, test } from '../../suite/test.ts'

test('a tab that is open across a deployment goes on writing and reading', async ({ page }) => {
  const { email } = await signIn(page)
  await addTodo(page, 'milk')
  // The files and pages of the build that this tab has come from are gone.
  await page.route(`${stage.appUrl}/**`, (route) => route.fulfill({ status: 404, body: '' }))
  await addTodo(page, 'bread')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'bread' },
  ])
  await page.unrouteAll()
  await page.getByRole('link', { name: 'Done', exact: true }).click()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})
