import type { BrowserContext, Page } from '@playwright/test'
import type { AppStage } from '../stage.ts'
import type { Person } from './person.ts'
import type { ProviderPages } from './provider.ts'

async function fillIn(page: Page, { email, password }: Person, button: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: button }).click()
}

/** Signs in without a page: follows the app's `path` to the form, and posts it with all that is in it. */
export const enterBy =
  (path: string) =>
  async (
    { request }: BrowserContext,
    { email, password }: Person,
    { appUrl }: AppStage,
  ): Promise<void> => {
    const shown = await request.get(`${appUrl}${path}`)
    const page = await shown.text()
    const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? ''
    const hidden = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
    const fields = Array.from(hidden, ([, name = '', value = '']) => [text(name), text(value)])
    const answer = await request.post(new URL(text(action), shown.url()).href, {
      form: { ...Object.fromEntries(fields), email, password },
    })
    const { origin } = new URL(answer.url())
    if (!answer.ok() || origin !== appUrl) {
      throw new Error(`Signing in ends at ${answer.url()} with ${answer.status()}`)
    }
  }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** What is written so in an attribute of HTML. */
const text = (html: string) =>
  html.replace(/&(?:#39|(\w+));/g, (_, name?: string) => (name ? (entities[name] ?? '') : "'"))

/** The sign-in page of every emulator that has one. */
export const signInPages: Pick<
  ProviderPages,
  'signUp' | 'signIn' | 'signInWrongly' | 'refusal' | 'signInPage' | 'emulatorPage' | 'inlineStyles'
> = {
  async signUp(page, person) {
    await page.getByRole('link', { name: 'Sign up' }).click()
    await fillIn(page, person, 'Create account')
  },
  signIn: (page, person) => fillIn(page, person, 'Sign in'),
  signInWrongly: (page, { email }) =>
    fillIn(page, { email, password: 'another password' }, 'Sign in'),
  refusal: /not the password/,
  emulatorPage: ({ appUrl }) => `${appUrl}/todos`,
  signInPage: ({ emulatorUrl }) => `${emulatorUrl}/`,
  inlineStyles: false,
}
