import type { Browser, Page } from '@playwright/test'
import { newPerson } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { hook, revokeSessions, titlesOf } from '../../suite/services.ts'
import { expectNotSignedIn, sessionCookies } from '../../suite/session.ts'
import { enter, expect, provider, signIn, stage, test } from '../../suite/test.ts'
import { askForLink } from './mail.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** A link that was sent to a new user, asked for in a browser that is closed again. */
async function sentLink(browser: Browser) {
  const person = newPerson()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${stage.appUrl}${provider.signInPath('/todos')}`)
  const url = await askForLink(page, person)
  await context.close()
  return { person, url }
}

/** Expects that no user is signed in, that the page says why, and that its next step leads into the app. */
async function expectNextStep(page: Page, sentence: string) {
  await expectNotSignedIn(page)
  await expect(page.getByText(sentence)).toBeVisible()
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await provider.signIn(page, newPerson())
  await list.open(page)
}

const spent = 'This link has expired or was already used.'

test('a link that was used already shows a next step', async ({ page, browser }) => {
  const { url } = await sentLink(browser)
  await page.goto(url)
  await list.open(page)
  await list.press(page, 'Sign out')
  await expect(page).toHaveURL('/')
  await page.goto(url)
  await expectNextStep(page, spent)
})

test('a link that is opened again leaves its user signed in', async ({ page, browser }) => {
  const { person, url } = await sentLink(browser)
  await page.goto(url)
  await list.open(page)
  await page.goto(url)
  const signedIn = `In this browser, you’re signed in as ${person.email}.`
  await expect(page.getByText(signedIn)).toBeVisible()
  await list.press(page, 'Sign in with the link')
  await expect(heading(page, 'This link didn’t work')).toBeVisible()
  await expect(page.getByText(spent)).toBeVisible()
  await expect(page.getByText(`You’re still signed in as ${person.email}.`)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the app' }).click()
  await list.open(page)
})

test('a link whose time is over shows a next step', async ({ page, browser }) => {
  const { person, url } = await sentLink(browser)
  await hook('POST', 'tokens/expire', { email: person.email })
  await page.goto(url)
  await expectNextStep(page, spent)
})

test('a changed link leads to Stytch’s page with a next step', async ({ page, browser }) => {
  const { url } = await sentLink(browser)
  await page.goto(url.slice(0, -1))
  await expect(heading(page, 'This link does not work')).toBeVisible()
  await page.getByRole('link').click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await provider.signIn(page, newPerson())
  await expect(list.field(page)).toBeVisible()
})

test('sign-ins that are never finished do not pile up', async ({ page }) => {
  for (let tab = 0; tab < 40; tab++) {
    const answer = await page.request.get(provider.signInPath(`/todos?tab=${tab}`))
    expect(answer.status(), `${tab} before`).toBe(200)
  }
  for (let tab = 0; tab < 3; tab++) {
    await page.goto('/todos')
    await askForLink(page, newPerson())
  }
  expect(await page.context().cookies(stage.appUrl)).toEqual([])
})

const noLink = 'Open this page with the link from your email.'
const invalid = 'This link isn’t valid. Part of it may be missing.'

/** What the address of the page can hold in place of a link's. */
const strange: Readonly<Record<string, [Readonly<Record<string, string>>, sentence: string]>> = {
  'with an unknown token': [{ stytch_token_type: 'magic_links', token: 'unknown' }, invalid],
  'with a token of 5,000 characters': [
    { stytch_token_type: 'magic_links', token: 'a'.repeat(5_000) },
    invalid,
  ],
  'without a token': [{}, noLink],
  'with an empty token': [{ stytch_token_type: 'magic_links', token: '' }, noLink],
  'with a token of no type': [{ token: 'unknown' }, noLink],
  'with a token for OAuth': [
    { stytch_token_type: 'oauth', token: 'x' },
    'This sign-in isn’t valid. Begin again.',
  ],
  'with a token of an unknown type': [{ stytch_token_type: '<script>', token: 'x' }, noLink],
}

for (const [what, [query, sentence]] of Object.entries(strange)) {
  test(`the page of the link ${what} shows a next step`, async ({ page }) => {
    await page.goto(`${provider.callback}?${new URLSearchParams(query)}`)
    await expectNextStep(page, sentence)
  })
}

test('the page of the link without a token does not change who is signed in', async ({ page }) => {
  // On the first page in this browser, Stytch’s scripts have yet to ask who that is.
  const { email } = await enter(page.context())
  await page.goto(provider.callback)
  await expect(page.getByText(noLink)).toBeVisible()
  await expect(page.getByText(`You’re still signed in as ${email}.`)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the app' }).click()
  await expect(page.getByText(email)).toBeVisible()
})

test.describe('a link that is opened while another user is signed in', () => {
  test('signs no user in before it is asked to', async ({ page, browser, other }) => {
    const { email } = await signIn(page)
    const before = await sessionCookies(page)
    const { person, url } = await sentLink(browser)
    await page.goto(url)
    await expect(heading(page, 'You’re already signed in')).toBeVisible()
    await expect(page.getByText(`In this browser, you’re signed in as ${email}.`)).toBeVisible()
    expect((await sessionCookies(page)).stytch_session).toBe(before.stytch_session)
    await page.getByRole('link', { name: 'Stay signed in' }).click()
    await expect(page.getByText(email)).toBeVisible()

    await other.goto(url)
    await expect(other.getByText(person.email), 'the link is good still').toBeVisible()
  })

  test('signs in as the other when it is asked to, with their todos', async ({ page, browser }) => {
    const { email } = await signIn(page)
    await list.add(page, 'of the first')
    const { person, url } = await sentLink(browser)
    await page.goto(url)
    await list.press(page, 'Sign in with the link')
    await list.open(page)
    await expect(page.getByText(person.email)).toBeVisible()
    await expect(page.getByText('of the first')).toHaveCount(0)
    await list.add(page, 'of the second')
    expect(await titlesOf(email)).toEqual(['of the first'])
    expect(await titlesOf(person.email)).toEqual(['of the second'])
  })

  test('asks nothing if the session has ended', async ({ page, browser }) => {
    const { email } = await signIn(page)
    const { person, url } = await sentLink(browser)
    await revokeSessions(email)
    await page.goto(url)
    await expect(page.getByText(person.email)).toBeVisible()
  })
})

test('a second link leads to where the sign-in began as well', async ({ page }) => {
  const person = newPerson()
  await page.goto('/todos?filter=active')
  const url = await askForLink(page, person)
  await hook('POST', 'tokens/expire', { email: person.email })
  await page.goto(url)
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await provider.signIn(page, person)
  await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=active`)
})

test('a token stays neither in the address nor in the history', async ({ page, browser }) => {
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
