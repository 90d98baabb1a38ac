import { expect, type Page } from '@playwright/test'
import { loadDriver } from '../src/providers/index.ts'
import type { Person } from '../src/providers/person.ts'
import { type AppStage, readTogetherStage } from '../src/stage.ts'

/** Every app of the run, each with the pages of its provider. */
export const apps = await Promise.all(
  readTogetherStage().apps.map(async (app) => ({
    ...app,
    pages: (await loadDriver(app.provider)).pages,
  })),
)

/** One of them. */
export type App = (typeof apps)[number]

/** Opens the list, which leads to the app's sign-in, and makes an account there. */
export async function signUp(page: Page, app: App, person: Person): Promise<void> {
  await page.goto(`${app.appUrl}/todos`)
  await app.pages.signUp(page, person, app)
  await expectToBeIn(page, app)
}

/** Opens the list, which leads to the app's sign-in, as a user who has an account. */
export async function signIn(page: Page, app: App, person: Person): Promise<void> {
  await page.goto(`${app.appUrl}/todos`)
  await app.pages.signIn(page, person, app)
  await expectToBeIn(page, app)
}

/** Signs out as the app offers it, which ends on the landing page; the list then leads to the sign-in. */
export async function signOut(page: Page, app: App): Promise<void> {
  await page.goto(`${app.appUrl}/todos`)
  for (const { role, name } of app.pages.signOut) await page.getByRole(role, { name }).click()
  await expect(page, app.provider).toHaveURL(`${app.appUrl}/`)
  await page.goto(`${app.appUrl}/todos`)
  await expectToBeOut(page, app)
}

/** Opens the list, which shows without a sign-in. */
export async function expectStillIn(page: Page, app: App): Promise<void> {
  await page.goto(`${app.appUrl}/todos`)
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
