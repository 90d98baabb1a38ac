import type { BrowserContext, Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import * as list from './list.ts'
import { rowsOf, titlesOf } from './services.ts'
import { expect, signIn, signInByForm, signOut, stage, test } from './test.ts'

/** A page with the list of one user, in a browser where another tab has signed another user in. */
async function switchUser(page: Page, context: BrowserContext) {
  const ann = await signIn(page)
  await list.add(page, 'a todo of Ann’s')
  const bob = await createUser(stage)
  const tab = await context.newPage()
  await tab.goto('/todos')
  await signOut(tab)
  await expect(tab).toHaveURL('/')
  await signInByForm(tab, bob)
  return { ann, bob }
}

/** What a page of another user can try. */
const writes: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  add: (page) => list.submit(page, 'typed on Ann’s page'),
  complete: (page) => list.checkbox(page, 'a todo of Ann’s').click(),
  delete: (page) => list.press(page, 'Delete “a todo of Ann’s”'),
}

for (const [what, write] of Object.entries(writes)) {
  test(`a page of a user who has signed out writes nothing: ${what}`, async ({ page, context }) => {
    const { ann, bob } = await switchUser(page, context)
    await write(page)
    await expect(
      page.getByText('Another account is signed in now. Nothing was saved.'),
    ).toBeVisible()
    await expect(page.getByRole('banner').getByText(bob.email)).toBeVisible()
    await expect(list.rows(page)).toHaveCount(0)
    const unchanged = [{ title: 'a todo of Ann’s', is_complete: false }]
    expect(await rowsOf(ann.email)).toMatchObject(unchanged)
    expect(await titlesOf(bob.email)).toEqual([])

    await list.add(page, 'a todo of Bob’s')
    expect(await titlesOf(bob.email)).toEqual(['a todo of Bob’s'])
  })
}
