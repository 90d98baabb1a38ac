import type { BrowserContext, Page } from '@playwright/test'
import { createUser, providerPages } from '../src/providers/index.ts'
import type { Person } from '../src/providers/person.ts'
import { readStage } from '../src/stage.ts'
import { expect } from './watched.ts'

export { addTodo, savedStatus, stored } from './todo-list.ts'
export { expect, test } from './watched.ts'

/** The run that these tests are part of. */
export const stage = readStage()

/** The provider's own pages. */
export const provider = providerPages(stage)

/** Opens the app as somebody who has an account and has signed in, in no time. */
export async function signIn(page: Page, person?: Person): Promise<Person> {
  const someone = await enter(page.context(), person)
  await page.goto('/')
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  return someone
}

/** The same without a page. */
export async function enter(context: BrowserContext, person?: Person): Promise<Person> {
  const someone = person ?? (await createUser(stage))
  await provider.enter(context, someone, stage)
  return someone
}

/** Opens the app as somebody who has an account, and signs in where it leads, as people do. */
export async function signInByForm(page: Page, person?: Person): Promise<Person> {
  const someone = person ?? (await createUser(stage))
  await page.goto('/')
  await provider.signIn(page, someone)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  return someone
}

/** Whether this is where people say who they are. */
export const isSignInPage = ({ href }: URL) => href.startsWith(provider.signInPage(stage))

/** Signs out as the app offers it. */
export async function signOut(page: Page): Promise<void> {
  for (const { role, name } of provider.signOut) await page.getByRole(role, { name }).click()
}
