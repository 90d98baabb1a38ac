import * as list from './list.ts'
import { consoleOf, expect, provider, signInByForm, signOut, test } from './test.ts'

test('the console stays empty, from signing in to signing out', async ({ page }) => {
  // A provider may say that an account is for tests.
  const said = consoleOf(page, (one) => provider.saysForTests?.test(one.text()) ?? false)
  await signInByForm(page)
  await list.add(page, 'milk')
  await list.toggle(page, 'milk')
  await list.follow(page, 'Done')
  await expect(page).toHaveURL('/todos?filter=done')
  await page.reload()
  await list.remove(page, 'milk')
  await list.press(page, 'Undo')
  await expect(list.checkbox(page, 'milk')).toBeVisible()
  await expect(list.saved(page)).toBeVisible()
  await signOut(page)
  const entrance = page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true })
  await expect(entrance).toBeVisible()
  expect(said).toEqual([])
})
