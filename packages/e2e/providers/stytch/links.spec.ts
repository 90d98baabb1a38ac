import type { Browser, Page } from '@playwright/test'
import { newPerson } from '../../src/providers/person.ts'
import { rowsOf } from '../../suite/database.ts'
import { hook, revokeSessions } from '../../suite/emulator.ts'
import { sessionCookies } from '../../suite/session.ts'
import { addTodo, expect, newTodo, provider, signIn, stage, test } from '../../suite/test.ts'
import { askForLink } from './mail.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** A link that was sent to a new user, asked for in a browser that is closed again. */
async function sentLink(browser: Browser, returnTo = '/todos') {
  const person = newPerson()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${stage.appUrl}${provider.signInPath(returnTo)}`)
  const url = await askForLink(page, person)
  await context.close()
  return { person, url }
}

/** Expects that no user is signed in, that the page says why, and that its next step leads into the app. */
async function expectNextStep(page: Page, sentence: string) {
  await expect(heading(page, 'You’re not signed in')).toBeVisible()
  await expect(page.getByText(sentence)).toBeVisible()
  expect(await sessionCookies(page)).toEqual({})
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await provider.signIn(page, newPerson())
  await expect(newTodo(page)).toBeVisible()
}

const spent = 'This link has expired or was already used.'

test('a link that was used already says so and shows a way on', async ({ page, browser }) => {
  const { url } = await sentLink(browser)
  await page.goto(url)
  await expect(newTodo(page)).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL((to) => to.pathname === '/login')
  await page.goto(url)
  await expectNextStep(page, spent)
})

test('a link that is opened again by the user it signed in leaves them signed in', async ({
  page,
  browser,
}) => {
  const { person, url } = await sentLink(browser)
  await page.goto(url)
  await expect(newTodo(page)).toBeVisible()
  await page.goto(url)
  await expect(
    page.getByText(`In this browser, you’re signed in as ${person.email}.`),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Sign in with the link' }).click()
  await expect(heading(page, 'This link didn’t work')).toBeVisible()
  await expect(page.getByText(spent)).toBeVisible()
  await expect(page.getByText(`You’re still signed in as ${person.email}.`)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the app' }).click()
  await expect(newTodo(page)).toBeVisible()
})

test('a link whose time is over says so and shows a way on', async ({ page, browser }) => {
  const { person, url } = await sentLink(browser)
  await hook('POST', 'tokens/expire', { email: person.email })
  await page.goto(url)
  await expectNextStep(page, spent)
})

test('a link that was changed in the mail leads to a page of Stytch’s with a way on', async ({
  page,
  browser,
}) => {
  const { url } = await sentLink(browser)
  await page.goto(url.slice(0, -1))
  await expect(heading(page, 'This link didn’t work')).toBeVisible()
  await page.getByRole('link').click()
  await provider.signIn(page, newPerson())
  await expect(newTodo(page)).toBeVisible()
})

const authenticate = (query: Readonly<Record<string, string>>) =>
  `${provider.callback}?${new URLSearchParams(query)}`

const noLink = 'Open this page with the link from your email.'

const strange: Readonly<Record<string, [string, string]>> = {
  'with an unknown token': [
    authenticate({ stytch_token_type: 'magic_links', token: 'unknown' }),
    'This link isn’t valid. Part of it may be missing.',
  ],
  'with a token of 5,000 characters': [
    authenticate({ stytch_token_type: 'magic_links', token: 'a'.repeat(5_000) }),
    'This link isn’t valid. Part of it may be missing.',
  ],
  'without a token': [provider.callback, noLink],
  'with an empty token': [authenticate({ stytch_token_type: 'magic_links', token: '' }), noLink],
  'with a token of no type': [authenticate({ token: 'unknown' }), noLink],
  'with a token for OAuth': [authenticate({ stytch_token_type: 'oauth', token: 'x' }), noLink],
  'with a token of an unknown type': [
    authenticate({ stytch_token_type: '<script>', token: 'x' }),
    noLink,
  ],
}

for (const [what, [path, sentence]] of Object.entries(strange)) {
  test(`the page of the link ${what} says so and shows a way on`, async ({ page }) => {
    await page.goto(path)
    await expectNextStep(page, sentence)
  })
}

test('the page of the link without a token does not change who is signed in', async ({ page }) => {
  const { email } = await signIn(page)
  await page.goto(provider.callback)
  await expect(page.getByText(noLink)).toBeVisible()
  await expect(page.getByText(`You’re still signed in as ${email}.`)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the app' }).click()
  await expect(page.getByText(email)).toBeVisible()
})

test.describe('a link that is opened while another user is signed in', () => {
  test('signs no user in before it is asked to', async ({ page, browser }) => {
    const { email } = await signIn(page)
    const before = await sessionCookies(page)
    const { person, url } = await sentLink(browser)
    await page.goto(url)
    await expect(heading(page, 'You’re already signed in')).toBeVisible()
    await expect(page.getByText(`In this browser, you’re signed in as ${email}.`)).toBeVisible()
    expect((await sessionCookies(page)).stytch_session).toBe(before.stytch_session)
    await page.getByRole('link', { name: 'Stay signed in' }).click()
    await expect(page.getByText(email)).toBeVisible()

    const other = await browser.newContext()
    const otherPage = await other.newPage()
    await otherPage.goto(url)
    await expect(otherPage.getByText(person.email), 'the link is good still').toBeVisible()
    await other.close()
  })

  test('signs in as the other when it is asked to, with the other’s todos', async ({
    page,
    browser,
  }) => {
    const { email } = await signIn(page)
    await addTodo(page, 'of the first')
    const { person, url } = await sentLink(browser)
    await page.goto(url)
    await page.getByRole('button', { name: 'Sign in with the link' }).click()
    await expect(page.getByText(person.email)).toBeVisible()
    await expect(page.getByText('of the first')).toHaveCount(0)
    await addTodo(page, 'of the second')
    expect(await rowsOf(email)).toMatchObject([{ title: 'of the first' }])
    expect(await rowsOf(person.email)).toMatchObject([{ title: 'of the second' }])
  })

  test('asks nothing if the session has ended', async ({ page, browser }) => {
    const { email } = await signIn(page)
    const { person, url } = await sentLink(browser)
    await revokeSessions(email)
    await page.goto(url)
    await expect(page.getByText(person.email)).toBeVisible()
  })
})

test('a link leads to where the sign-in began, also when the first one does not work', async ({
  page,
}) => {
  const person = newPerson()
  await page.goto('/todos?filter=active')
  const url = await askForLink(page, person)
  await hook('POST', 'tokens/expire', { email: person.email })
  await page.goto(url)
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await provider.signIn(page, person)
  await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=active`)
})

test('a link’s token stays neither in the address nor in the history', async ({
  page,
  browser,
}) => {
  const { email } = await signIn(page)
  const { url } = await sentLink(browser)
  await page.goto(url)
  await expect(heading(page, 'You’re already signed in')).toBeVisible()
  await expect(page).toHaveURL(`${stage.appUrl}${provider.callback}`)
  await page.getByRole('link', { name: 'Stay signed in' }).click()
  await expect(page.getByText(email)).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(`${stage.appUrl}${provider.callback}`)
})
