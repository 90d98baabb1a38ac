import { createUser } from '../src/driver.ts'
import * as list from './list.ts'
import { watchLog } from './log.ts'
import { expectSignedOut, routes } from './routes.ts'
import { addFault, clearFaults, revokeSessions } from './services.ts'
import { ask, goodSession, restoreProvider, sessionCookies, signInExpired } from './session.ts'
import { isHosted } from './starts.ts'
import { expect, isSignInPage, provider, session, stage, test, visitsOf } from './test.ts'

const { renewal } = session
const done = `${stage.appUrl}/todos?filter=done`

test.afterEach(restoreProvider)

// Elsewhere a session goes on without the provider.
if (renewal) {
  const { refused } = renewal
  if (refused) {
    test('a refused refresh leads through the sign-in and back to the page', async ({ page }) => {
      await signInExpired(page)
      await addFault(refused)
      const visited = visitsOf(page)
      await page.goto(done)
      await expect(page).toHaveURL(done)
      await expect(list.field(page)).toBeVisible()
      expect(visited.filter((path) => provider.starts.includes(path))).toHaveLength(1)
    })
  }

  test('a user whose session has ended signs in again, back to the page', async ({ page }) => {
    const { person } = await signInExpired(page)
    await revokeSessions(person.email)
    await page.goto(done)
    await expect(page).toHaveURL(isSignInPage)
    await provider.signIn(page, person)
    await expect(page).toHaveURL(done)
    await expect(list.field(page)).toBeVisible()
  })

  test('a session that was planted before a sign-in is not the one after it', async ({
    page,
    other,
  }) => {
    const { email: planter, good: planted } = await goodSession(other.context())
    // Where the app has the sign-in page, it first asks whether it may end another user's session.
    if (!isHosted) await revokeSessions(planter)
    await page.goto(done)
    await expect(page).toHaveURL(isSignInPage)
    const cookies = Object.entries(planted).map(([name, value]) => ({ name, value }))
    await page.context().addCookies(cookies.map((one) => ({ ...one, url: stage.appUrl })))
    const person = await createUser(stage)
    await provider.signIn(page, person)
    await expect(page.getByText(person.email)).toBeVisible()
    for (const [name, value] of Object.entries(await sessionCookies(page))) {
      expect(value, name).not.toBe(planted[name])
    }
    expect((await ask('/todos', { session: planted })).body).not.toContain(person.email)
  })

  test('an expired session that is not renewed is rejected, on every route', async ({ page }) => {
    const { person, expired } = await signInExpired(page)
    await revokeSessions(person.email)
    for (const route of routes) {
      expectSignedOut(route, await ask(route, { session: expired }), person.email)
    }
  })

  test('what is typed when the session ends can be stored after a sign-in', async ({ page }) => {
    const { person } = await signInExpired(page)
    await revokeSessions(person.email)
    await list.submit(page, 'milk')
    await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
    await expect(page.getByText(/You.re signed out\./)).toBeVisible()

    const tab = await page.context().newPage()
    await tab.goto('/todos')
    await provider.signIn(tab, person)
    await expect(list.field(tab)).toBeVisible()
    await list.stored(page, () => list.press(page, 'Try again'))
    await expect(list.rows(page)).toHaveText([/milk/])
  })

  test('while the provider is down an expired token ends with advice', async ({ page }) => {
    const logged = watchLog()
    const { person } = await signInExpired(page)
    await addFault(renewal.down)
    await page.goto('/todos')
    await expect(page.getByRole('heading', { name: renewal.downShows })).toBeVisible()
    expect(logged()).toMatch(/^(The sign-in failed|Stytch refused or did not answer)\. /m)
    await clearFaults()
    await page.goto('/todos')
    await expect(list.field(page)).toBeVisible()
    await expect(page.getByText(person.email)).toBeVisible()
  })
}
