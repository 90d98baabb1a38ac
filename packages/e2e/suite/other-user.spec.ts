import type { BrowserContext, Page } from '@playwright/test'
import { createUser } from '../src/providers/index.ts'
import { rowsOf } from './database.ts'
import { addTodo, expect, newTodo, signIn, signInByForm, signOut, stage, test } from './test.ts'

const titlesOf = async (email: string) => (await rowsOf(email)).map(({ title }) => title)

/** A page with the list of one user, in a browser where another tab has signed another user in. */
async function switchUser(page: Page, context: BrowserContext) {
  const ann = await signIn(page)
  await addTodo(page, 'a todo of Ann’s')
  const bob = await createUser(stage)
  const other = await context.newPage()
  await other.goto('/todos')
  await signOut(other)
  await expect(other).toHaveURL('/')
  await signInByForm(other, bob)
  return { ann, bob }
}

/** What a page of another user can try. */
const writes: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  add: async (page) => {
    await newTodo(page).fill('typed on Ann’s page')
    await page.keyboard.press('Enter')
  },
  complete: (page) => page.getByRole('checkbox', { name: 'a todo of Ann’s' }).click(),
  delete: (page) => page.getByRole('button', { name: 'Delete “a todo of Ann’s”' }).click(),
}

for (const [what, write] of Object.entries(writes)) {
  test(`a page of a user who has signed out in another tab writes nothing as the next user: ${what}`, async ({
    page,
    context,
  }) => {
    const { ann, bob } = await switchUser(page, context)
    await write(page)
    await expect(
      page.getByText('Another account is signed in now. Nothing was saved.'),
    ).toBeVisible()
    await expect(page.getByRole('banner').getByText(bob.email)).toBeVisible()
    await expect(page.getByRole('listitem')).toHaveCount(0)
    expect(await rowsOf(ann.email)).toMatchObject([
      { title: 'a todo of Ann’s', is_complete: false },
    ])
    expect(await titlesOf(bob.email)).toEqual([])

    await addTodo(page, 'a todo of Bob’s')
    expect(await titlesOf(bob.email)).toEqual(['a todo of Bob’s'])
  })
}
