import { createUser, type Fault } from '../src/driver.ts'
import { createByHand } from './actions.ts'
import { withApp } from './app.ts'
import * as list from './list.ts'
import { watchLog } from './log.ts'
import { addFault, clearFaults, rowsOf, setSettings, titlesOf } from './services.ts'
import {
  ask,
  cookiesOf,
  expectSignedIn,
  givenSession,
  restoreProvider,
  signInExpired,
} from './session.ts'
import { isHosted } from './starts.ts'
import { enter, expect, provider, session, signIn, stage, test } from './test.ts'

test.afterEach(restoreProvider)

test('while the provider is down a signed-in user can do everything', async ({ page }) => {
  const { email } = await enter(page.context())
  // An app that has just fetched the provider's keys: SDKs want them anew every ten minutes.
  await withApp('start', {}, async ({ url }) => {
    await page.goto(`${url}/todos`)
    await expect(list.field(page)).toBeVisible()
    await addFault({ hangUp: true })
    await page.reload()
    for (const title of ['milk', 'bread', 'salt']) await list.add(page, title)
    await list.toggle(page, 'milk')
    await list.rename(page, 'bread', 'rye bread')
    await list.remove(page, 'salt')
    await expect(list.checkbox(page, 'salt')).toHaveCount(0)
    await list.press(page, 'Undo')
    await expect(list.checkbox(page, 'salt')).toBeVisible()
    await list.remove(page, 'salt')

    await page.goto(`${url}/todos?filter=active`)
    await expect(list.rows(page)).toHaveText([/rye bread/])
  })
  expect(await rowsOf(email)).toMatchObject([
    { title: 'milk', is_complete: true },
    { title: 'rye bread', is_complete: false },
  ])
})

for (const scheme of ['http', 'https'] as const) {
  const whom = session.scriptsReadCookies ? 'the scripts that renew them' : 'no script'
  const reached = `${scheme} where the app is reached by ${scheme}`

  test(`cookies are for ${reached}, and for ${whom}`, async ({ page }) => {
    const isSecure = session.alwaysSecure || scheme === 'https'
    const { expired } = await signInExpired(page)
    const check = async (url: string) => {
      const renewal = await ask(`${url}/todos`, { session: expired })
      expect(givenSession(renewal).length).toBeGreaterThan(0)
      const starts = await Promise.all(provider.starts.map((start) => ask(`${url}${start}`)))
      for (const { cookies } of starts) {
        expect(cookies.length > 0, 'the app remembers a sign-in').toBe(isHosted)
      }
      for (const one of [renewal, ...starts].flatMap(({ cookies }) => cookies)) {
        expect(/; *HttpOnly(;|$)/i.test(one), one).toBe(!session.scriptsReadCookies)
        expect(one).toMatch(/; *SameSite=Lax(;|$)/i)
        expect(/; *Secure(;|$)/i.test(one), one).toBe(isSecure)
      }
    }
    if (scheme === 'http') return check(stage.appUrl)
    const env = { ...stage.env, ...provider.reachedAt('https://localhost') }
    await withApp('start', { env }, ({ url }) => check(url))
  })
}

test('requests side by side with an expired token sign no user out', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const asking = Array.from({ length: 12 }, () => ask('/todos', { session: expired }))
  for (const answer of await Promise.all(asking)) {
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(person.email)
    // What was not given anew a browser keeps.
    await expectSignedIn({ ...expired, ...cookiesOf(givenSession(answer)) }, person.email)
  }
})

test('writes side by side with an expired token are all stored', async ({ page }) => {
  const { person, expired } = await signInExpired(page)
  const titles = Array.from({ length: 12 }, (_, n) => `todo ${n}`)
  const write = (title: string) => createByHand(expired, person.email, title)
  for (const one of await Promise.all(titles.map(write))) expect(one).toMatchObject({ ok: true })
  expect((await titlesOf(person.email)).sort()).toEqual(titles.sort())
})

test('tabs that are opened side by side with an expired token stay signed in', async ({ page }) => {
  await signInExpired(page)
  const tabs = await Promise.all(Array.from({ length: 5 }, () => page.context().newPage()))
  for (const round of ['/todos', '/todos?filter=active']) {
    await Promise.all(tabs.map((tab) => tab.goto(round)))
    for (const tab of tabs) {
      await expect(tab).toHaveURL(`${stage.appUrl}${round}`)
      await expect(list.field(tab)).toBeVisible()
    }
  }
})

const signInFaults: Readonly<Record<string, readonly [fault: Fault, cause: RegExp]>> = {
  'while the provider is down': [session.tokensDown, /^The sign-in failed\. cause="\w.*"$/m],
  // Everywhere else the browser signs in at the provider, without the app's secret.
  ...(isHosted && {
    'with a wrong client secret': [
      { path: session.tokensDown.path, status: 401, body: { error: 'invalid_client' } },
      /^The sign-in failed\. cause=".*(invalid_client|Unauthorized\w+ 401).*"$/m,
    ],
  }),
}

for (const [when, [fault, cause]] of Object.entries(signInFaults)) {
  test(`sign-in fails ${when} with a next step, and a cause in the log`, async ({ page }) => {
    const logged = watchLog()
    const person = await createUser(stage)
    await page.goto('/todos')
    await addFault(fault)
    await provider.signIn(page, person)
    await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
    if (isHosted) {
      await expect(page).toHaveURL(`${stage.appUrl}${provider.signInFailed}`)
      expect(logged()).toMatch(cause)
    }
    await clearFaults()
    await page.getByText('Try again', { exact: true }).click()
    await expect(list.home(page)).toBeVisible()
  })
}

const { large } = session

if (large) {
  test('a session that is too large for cookies ends on a page that tells why', async ({
    page,
  }) => {
    await setSettings(large.settings)
    const logged = watchLog()
    try {
      await page.goto('/todos')
      await provider.signIn(page, await createUser(stage))
      await expect(page).toHaveURL(`${stage.appUrl}${provider.signInFailed}?cause=too-large`)
      await expect(page.getByText('more than a browser keeps')).toBeVisible()
      expect(logged()).toMatch(/^The (session|tokens) .* too large .* length=\d+$/m)
      await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
    } finally {
      await setSettings(large.usual)
    }
    await signIn(page)
  })
}
