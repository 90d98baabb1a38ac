import { expect, type Page } from '@playwright/test'
import { providerPages } from '../src/providers/index.ts'
import type { Person } from '../src/providers/person.ts'
import { type AppStage, readTogetherStage } from '../src/stage.ts'

/** Every app of the run, each with the pages of its provider. */
export const apps = readTogetherStage().apps.map((app) => ({ ...app, pages: providerPages(app) }))

/** One of them. */
export type App = (typeof apps)[number]

/** Opens the app, which leads to its sign-in, and makes an account there. */
export async function signUp(page: Page, app: App, person: Person): Promise<void> {
  await page.goto(app.appUrl)
  await app.pages.signUp(page, person, app)
  await expectToBeIn(page, app)
}

/** Opens the app, which leads to its sign-in, as somebody who has an account. */
export async function signIn(page: Page, app: App, person: Person): Promise<void> {
  await page.goto(app.appUrl)
  await app.pages.signIn(page, person, app)
  await expectToBeIn(page, app)
}

/** Signs out as the app offers it, and sees that one is out. */
export async function signOut(page: Page, app: App): Promise<void> {
  await page.goto(app.appUrl)
  for (const { role, name } of app.pages.signOut) await page.getByRole(role, { name }).click()
  await expectToBeOut(page, app)
  await page.goto(app.appUrl)
  await expectToBeOut(page, app)
}

/** Opens the app, which shows the list without asking who one is. */
export async function expectStillIn(page: Page, app: App): Promise<void> {
  await page.goto(app.appUrl)
  await expectToBeIn(page, app)
}

async function expectToBeIn(page: Page, { appUrl, provider }: AppStage): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'New todo' }), provider).toBeVisible()
  expect(new URL(page.url()).origin).toBe(appUrl)
}

async function expectToBeOut(page: Page, app: App): Promise<void> {
  const signInPage = app.pages.signInPage(app)
  await expect(page, app.provider).toHaveURL(({ href }) => href.startsWith(signInPage))
}
