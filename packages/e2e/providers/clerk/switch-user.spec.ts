import type { Page } from '@playwright/test'
import { createUser } from '../../src/driver.ts'
import { hold, isRowWrite } from '../../suite/hold.ts'
import * as list from '../../suite/list.ts'
import { requestsOf, titlesOf, userId } from '../../suite/services.ts'
import { sessionCookies } from '../../suite/session.ts'
import {
  enter,
  expect,
  isSignInPage,
  provider,
  signIn,
  signInByForm,
  signOut,
  stage,
  test,
} from '../../suite/test.ts'

const annsTodo = 'a thing of Ann’s'
const bobsTodo = 'a thing of Bob’s'

/** Opens the list of a new user, who is not Bob. */
async function signInAnn(page: Page) {
  const ann = await signIn(page)
  await list.add(page, annsTodo)
  return ann
}

/** Signs out and gives the moment from which on Clerk knew of it. */
async function signOutAt(page: Page): Promise<number> {
  const answer = page.waitForResponse((response) => response.url().includes('/v1/client/sessions?'))
  await signOut(page)
  await (await answer).finished()
  return Date.now()
}

/** Signs another user in on the same page: from the landing page, where a sign-out ends, to the form, as
 * Next's own links lead: without a reload. */
async function signInOther(page: Page) {
  await expect(page).toHaveURL('/')
  await page.evaluate(() => {
    const { next } = window as unknown as { next: { router: { push(path: string): void } } }
    next.router.push('/sign-in?redirect_url=%2Ftodos')
  })
  await expect(page).toHaveURL(isSignInPage)
  const person = await createUser(stage)
  await provider.signIn(page, person)
  await expect(list.field(page)).toBeVisible()
  return person
}

async function addBobs(page: Page) {
  await list.add(page, bobsTodo)
  await expect(list.rows(page)).toHaveText([new RegExp(bobsTodo)])
}

/** Expects that InsForge was asked nothing as this user since that moment. */
const expectNothingAskedAs = async ({ email }: { email: string }, moment: number) =>
  expect(await requestsOf(await userId(email), moment)).toEqual([])

/** How a page looked after one of its changes. */
interface Look {
  path: string
  text: string
}

/** Every look of the page from now on, oldest first, also after it has been loaded anew. */
async function watch(page: Page): Promise<readonly Look[]> {
  const looks: Look[] = []
  await page.exposeFunction('reportLook', (look: Look) => looks.push(look))
  await page.addInitScript(reportLooks)
  await page.evaluate(reportLooks)
  return looks
}

function reportLooks() {
  const { reportLook } = window as unknown as { reportLook: (look: Look) => void }
  const report = () => reportLook({ path: location.pathname, text: document.body?.innerText ?? '' })
  new MutationObserver(report).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  })
}

/** All that was on the page from the first sign-in form on. */
function textAfterSignOut(looks: readonly Look[]): string {
  const first = looks.findIndex(({ path }) => path.startsWith('/sign-in'))
  expect(first, 'there was a form to sign in').toBeGreaterThanOrEqual(0)
  const texts = looks.slice(first).map(({ text }) => text)
  return texts.join('\n')
}

test('who signs in next on the same page sees nothing of the user before', async ({ page }) => {
  const ann = await signInAnn(page)
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
  const looks = await watch(page)
  const signedOut = await signOutAt(page)
  const bob = await signInOther(page)
  await addBobs(page)

  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
  const text = textAfterSignOut(looks)
  expect(text).toContain(bob.email)
  expect(text).not.toContain(annsTodo)
  expect(text).not.toContain(ann.email)
  await expectNothingAskedAs(ann, signedOut)
  expect(await requestsOf(await userId(bob.email), signedOut)).not.toEqual([])
})

test('what still waits when a user signs out does not become another user’s', async ({ page }) => {
  const ann = await signInAnn(page)
  const looks = await watch(page)
  const answers = await hold(page, isRowWrite, 'answered')
  await list.submit(page, 'written by Ann')
  await list.submit(page, 'written last by Ann')
  await expect.poll(answers.count).toBe(1)

  const signedOut = await signOutAt(page)
  await expect(page).toHaveURL('/')
  answers.open()
  const bob = await signInOther(page)
  await addBobs(page)

  expect(textAfterSignOut(looks)).not.toContain('Ann')
  expect(await titlesOf(ann.email)).toEqual([annsTodo, 'written by Ann'])
  expect(await titlesOf(bob.email)).toEqual([bobsTodo])
  await expectNothingAskedAs(ann, signedOut)
})

test('a late answer does not land in the list of the next user', async ({ page }) => {
  await signIn(page)
  const looks = await watch(page)
  const answers = await hold(page, isRowWrite, 'answered')
  await list.submit(page, 'written by Ann')
  await expect.poll(answers.count).toBe(1)
  await signOutAt(page)
  await signInOther(page)
  await expect(list.empty(page)).toBeVisible()
  answers.open()
  await addBobs(page)
  expect(textAfterSignOut(looks)).not.toContain('Ann')
})

test('signing out in one tab empties the others', async ({ page, context }) => {
  const ann = await signInAnn(page)
  const tab = await context.newPage()
  await tab.goto('/todos?filter=active')
  await expect(list.rows(tab)).toHaveText([new RegExp(annsTodo)])

  const looks = await watch(tab)
  // The list does not wait for the page to sign in on, which may be long in coming.
  const forms = await hold(tab, (request) => request.url().includes('/sign-in'))
  const signedOut = await signOutAt(page)
  // In its place is a sentence, and a moment later, when the server leads to that page, nothing.
  const isWaiting = ({ text }: Look) => text.includes('Loading your todos…')
  await expect.poll(() => looks.some(isWaiting)).toBe(true)
  await expect(tab.getByText(annsTodo)).toHaveCount(0)
  forms.open()
  await expect(tab).toHaveURL(isSignInPage)
  await expect(tab.getByText(ann.email)).toHaveCount(0)
  await expectNothingAskedAs(ann, signedOut)
})

test('the Back button shows nothing of the user who was signed in before', async ({ page }) => {
  const ann = await signInAnn(page)
  const place = await page.evaluate(() => history.length)
  const signedOut = await signOutAt(page)
  await expect(page).toHaveURL('/')
  const looks = await watch(page)
  await signInOther(page)
  await addBobs(page)
  await page.evaluate((entry) => history.go(entry - history.length), place)
  await expect(page).toHaveURL('/todos')
  await expect(list.rows(page)).toHaveText([new RegExp(bobsTodo)])
  await expect(page.getByText(ann.email)).toHaveCount(0)
  expect(looks.filter(({ text }) => text.includes(annsTodo))).toEqual([])
  await expectNothingAskedAs(ann, signedOut)
})

// As a link with another user's handshake leaves it: Clerk's SDK takes one from any address. Where
// Clerk's scripts have the session from is a cookie of Clerk's own.
test('another user’s session in the app’s cookies changes neither the list nor its owner', async ({
  page,
  other,
}) => {
  const ann = await signInAnn(page)
  const bob = await enter(other.context())
  const planted = Object.entries(await sessionCookies(other))
    .filter(([name]) => !name.startsWith('__clerk_db_jwt'))
    .map(([name, value]) => ({ name, value, url: stage.appUrl }))
  await page.goto('about:blank')
  await page.context().addCookies(planted)
  await page.goto('/todos')
  await expect(list.rows(page)).toHaveText([new RegExp(annsTodo)])
  await list.add(page, 'milk')
  await expect(page.getByText(bob.email)).toHaveCount(0)
  expect(await titlesOf(bob.email)).toEqual([])
  expect(await titlesOf(ann.email)).toEqual([annsTodo, 'milk'])
})

test('a tab of a user who has signed out writes nothing', async ({ page, context }) => {
  const ann = await signInAnn(page)
  const tab = await context.newPage()
  await tab.goto('/todos')
  await signOutAt(tab)
  await expect(tab).toHaveURL('/')
  const bob = await signInByForm(tab)
  // Whatever is still on the first tab, nothing typed there may become Bob’s.
  if (await list.field(page).isVisible()) await list.submit(page, 'typed on Ann’s page')
  await expect(page.getByRole('banner').getByText(ann.email)).toHaveCount(0)
  await expect(page.getByText(annsTodo)).toHaveCount(0)
  expect(await titlesOf(bob.email)).toEqual([])
  expect(await titlesOf(ann.email)).toEqual([annsTodo])
})
