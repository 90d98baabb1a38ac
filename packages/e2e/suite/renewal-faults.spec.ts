import { ask } from './ask.ts'
import { addFault, clearFaults, revokeSessions } from './emulator.ts'
import { restoreProvider, signInExpired } from './expired.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, session } from './session.ts'
import { expect, isSignInPage, newTodo, provider, stage, stored, test } from './test.ts'

const { renewal } = session

test.afterEach(restoreProvider)

const isStart = (path: string) => provider.starts.includes(path)

// Elsewhere a session goes on without the provider.
if (renewal) {
  const { refused } = renewal
  if (refused) {
    test('a refused refresh leads through the sign-in and back to the page', async ({ page }) => {
      await signInExpired(page)
      await addFault(refused)
      const visited: string[] = []
      page.on('request', (request) => visited.push(new URL(request.url()).pathname))
      await page.goto('/todos?filter=done')
      await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
      await expect(newTodo(page)).toBeVisible()
      expect(visited.filter(isStart)).toHaveLength(1)
    })
  }

  test('a user whose session has ended at the provider signs in again and is back on the page', async ({
    page,
  }) => {
    const { person } = await signInExpired(page)
    await revokeSessions(person.email)
    await page.goto('/todos?filter=done')
    await expect(page).toHaveURL(isSignInPage)
    await provider.signIn(page, person)
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
    await expect(newTodo(page)).toBeVisible()
  })

  test('an expired session that is not renewed is rejected, on every route', async ({ page }) => {
    const { person, expired } = await signInExpired(page)
    await revokeSessions(person.email)
    for (const route of routes) {
      const answer = await ask(route, { headers: { cookie: cookieHeader(expired) } })
      expectSignedOut(route, answer, person.email)
    }
  })

  test('what is typed when the session ends stays, and is stored after signing in again', async ({
    page,
  }) => {
    const { person } = await signInExpired(page)
    await revokeSessions(person.email)
    await newTodo(page).fill('milk')
    await page.keyboard.press('Enter')
    await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
    await expect(page.getByText(/You.re signed out\./)).toBeVisible()

    const other = await page.context().newPage()
    await other.goto('/todos')
    await provider.signIn(other, person)
    await expect(newTodo(other)).toBeVisible()
    await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
    await expect(page.getByRole('listitem')).toHaveText([/milk/])
  })

  test('an expired token while the provider is down ends on a page with a next step, and is renewed after', async ({
    page,
  }) => {
    const { person } = await signInExpired(page)
    await addFault(renewal.down)
    await page.goto('/todos')
    await expect(page.getByRole('heading', { name: renewal.downShows })).toBeVisible()
    await clearFaults()
    await page.goto('/todos')
    await expect(newTodo(page)).toBeVisible()
    await expect(page.getByText(person.email)).toBeVisible()
  })
}
