import type { BrowserContext, Page } from '@playwright/test'
import { createUser, loadDriver } from '../src/providers/index.ts'
import type { Person } from '../src/providers/person.ts'
import { readStage } from '../src/stage.ts'
import { expect } from './watched.ts'

export {
  addTodo,
  editTodo,
  emptyList,
  homeOfUser,
  newTodo,
  savedStatus,
  stored,
} from './todo-list.ts'
export { expect, test } from './watched.ts'

/** The run that these tests are part of. */
export const stage = readStage()

/** The provider's own pages, and how its SDK keeps a session. */
export const { pages: provider, session } = await loadDriver(stage.provider)

/** Opens the list as a user who has an account and has signed in, without the sign-in page. */
export async function signIn(page: Page, person?: Person): Promise<Person> {
  const user = await enter(page.context(), person)
  await page.goto('/todos')
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  return user
}

/** The same without a page. */
export async function enter(context: BrowserContext, person?: Person): Promise<Person> {
  const user = person ?? (await createUser(stage))
  await provider.enter(context, user, stage)
  return user
}

/** Opens the list, which leads to the sign-in page, and signs in there, as people do. */
export async function signInByForm(page: Page, person?: Person): Promise<Person> {
  const user = person ?? (await createUser(stage))
  await page.goto('/todos')
  await provider.signIn(page, user)
  await expect(page.getByRole('textbox', { name: 'New todo' })).toBeVisible()
  return user
}

/** True for the page where users sign in. */
export const isSignInPage = ({ href }: URL) => href.startsWith(provider.signInPage(stage))

/** Signs out as the app offers it. */
export async function signOut(page: Page): Promise<void> {
  for (const { role, name } of provider.signOut) await page.getByRole(role, { name }).click()
}

/** Expects the landing page as visitors see it, who are asked to sign in for their todos. */
export async function expectSignedOutAt(page: Page, path: string): Promise<void> {
  await expect(page).toHaveURL(`${stage.appUrl}${path}`)
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
}
