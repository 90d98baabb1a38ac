import type { BrowserContext, Page } from '@playwright/test'
import { createUser, loadDriver, type Person } from '../src/driver.ts'
import { readStage } from '../src/stage.ts'
import * as list from './list.ts'
import { expect } from './watched.ts'

export * from './watched.ts'

/** The run that these tests are part of. */
export const stage = readStage()

/** The provider's own pages, and how its SDK keeps a session. */
export const { pages: provider, session } = await loadDriver(stage.provider)

/** Opens the list as a user who has an account and has signed in, without the sign-in page. */
export async function signIn(page: Page, person?: Person): Promise<Person> {
  const user = await enter(page.context(), person)
  await page.goto('/todos')
  await expect(list.field(page)).toBeVisible()
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
  await expect(list.field(page)).toBeVisible()
  return user
}

/** True for the page where users sign in. */
export const isSignInPage = ({ href }: URL) => href.startsWith(provider.signInPage(stage))

/** Signs out as the app offers it. */
export async function signOut(page: Page): Promise<void> {
  for (const { role, name } of provider.signOut) await page.getByRole(role, { name }).click()
}
