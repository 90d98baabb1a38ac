import {
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  expect,
  type Page,
} from '@playwright/test'
import type { Person, ProviderAccounts, ProviderPages } from './driver.ts'
import { newestMail } from './mail.ts'
import { type AppStage, readStage } from './stage.ts'

async function fillIn(page: Page, { email, password }: Person, button: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: button }).click()
}

/** Types in the code that was mailed. */
async function typeCode(page: Page, person: Person, app: AppStage): Promise<void> {
  const code = page.getByLabel('Code')
  await expect(code).toBeVisible()
  await code.fill((await newestMail(person, app)).code ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Says who it is on the page that every emulator has in place of Google’s. */
export async function fillInIdentity(page: Page, email: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Local identity provider' })).toBeVisible()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Signs in without a page: follows the app's `path` to the form, and posts it with all that is in it. */
export const enterBy =
  (path: string) =>
  async ({ request }: BrowserContext, person: Person, { appUrl }: AppStage): Promise<void> => {
    const shown = await request.get(`${appUrl}${path}`)
    const answer = await postForm(request, shown, person)
    const { origin } = new URL(answer.url())
    if (!answer.ok() || origin !== appUrl) {
      throw new Error(`Signing in ends at ${answer.url()} with ${answer.status()}`)
    }
  }

/** The address of the app to which the form leads that the app's `path` led to; the app isn't asked
 * for it. */
export async function unusedAnswer(
  { request }: BrowserContext,
  path: string,
  person: Person,
  { appUrl }: AppStage,
): Promise<URL> {
  let answer = await postForm(request, await request.get(`${appUrl}${path}`), person, 0)
  for (;;) {
    const url = new URL(answer.headers().location ?? '', answer.url())
    if (url.origin === appUrl) return url
    answer = await request.get(url.href, { maxRedirects: 0 })
  }
}

async function postForm(
  request: APIRequestContext,
  shown: APIResponse,
  person: Person,
  maxRedirects?: number,
): Promise<APIResponse> {
  const page = await shown.text()
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? ''
  const hidden = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)
  const fields = Array.from(hidden, ([, name = '', value = '']) => [text(name), text(value)])
  return request.post(new URL(text(action), shown.url()).href, {
    form: { ...Object.fromEntries(fields), ...person },
    ...(maxRedirects !== undefined && { maxRedirects }),
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** What is written so in an attribute of HTML. */
const text = (html: string) =>
  html.replace(/&(?:#39|(\w+));/g, (_, name?: string) => (name ? (entities[name] ?? '') : "'"))

/** Signs up as far as the form goes. */
export async function submitSignUp(page: Page, person: Person): Promise<void> {
  await page.getByRole('link', { name: 'Sign up' }).click()
  await fillIn(page, person, 'Create account')
}

/** `ProviderAccounts` of those with such a page, which ask for a code before they let users in. */
export const accountPages = {
  signUpUnverified: submitSignUp,
  letsIn: false,
  verify: (page, person) => typeCode(page, person, readStage()),
  async resetPassword(page, person) {
    await page.getByRole('link', { name: 'Forgot password?' }).click()
    await page.getByLabel('Email').fill(person.email)
    await page.getByRole('button', { name: 'Send a link' }).click()
    await expect(page.getByText(`If ${person.email} has an account`)).toBeVisible()
    await page.goto((await newestMail(person, readStage())).link?.url ?? '')
    await page.getByLabel('New password').fill(person.password)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()
  },
  async signInWithGoogle(page, email) {
    await page.getByRole('link', { name: 'Continue with Google' }).click()
    await fillInIdentity(page, email)
  },
  tellsEmail: true,
} satisfies ProviderAccounts

/** What the starters have in common whose server signs tokens for InsForge and reads the rows. */
export const readsOnServer = {
  secret: { name: 'INSFORGE_JWT_SECRET', where: 'npx @insforge/cli@0.2.8 secrets get JWT_SECRET' },
  tokenSeconds: 300,
}

/** The same for those whose provider has the sign-in page, as its emulator shows it. */
export const signInPage = {
  ...readsOnServer,
  async signUp(page, person, app = readStage()) {
    await submitSignUp(page, person)
    await typeCode(page, person, app)
  },
  signIn: (page, person) => fillIn(page, person, 'Sign in'),
  signInWrongly: (page, { email }) =>
    fillIn(page, { email, password: 'another password' }, 'Sign in'),
  refusal: /not the password/,
  emulatorPage: ({ appUrl }) => `${appUrl}/todos`,
  signInPage: ({ emulatorUrl }) => `${emulatorUrl}/`,
  signInFailed: '/sign-in-error',
} satisfies Partial<ProviderPages>
