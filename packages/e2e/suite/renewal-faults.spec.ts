import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { addFault, clearFaults, revokeSessions } from './emulator.ts'
import { restoreProvider, signInExpired } from './expired.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, session } from './session.ts'
import { expect, isSignInPage, provider, stage, stored, test } from './test.ts'

const { renewal } = session

test.afterEach(restoreProvider)

const isStart = (path: string) => provider.starts.includes(path)

const newTodo = (page: Page) => page.getByRole('textbox', { name: 'New todo' })

// Elsewhere a session goes on without the provider.
if (renewal) {
  const { refused } = renewal
  if (refused) {
    test('a refused refresh leads through the sign-in and back to where one was', async ({
      page,
    }) => {
      await signInExpired(page)
      await addFault(refused)
      const visited: string[] = []
      page.on('request', (request) => visited.push(new URL(request.url()).pathname))
      await page.goto('/?filter=done')
      await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
      await expect(newTodo(page)).toBeVisible()
      expect(visited.filter(isStart)).toHaveLength(1)
    })
  }

  test('who has no session at the provider any more signs in again and is back where one was', async ({
    page,
  }) => {
    const { person } = await signInExpired(page)
    await revokeSessions(person.email)
    await page.goto('/?filter=done')
    await expect(page).toHaveURL(isSignInPage)
    await provider.signIn(page, person)
    await expect(page).toHaveURL(`${stage.appUrl}/?filter=done`)
    await expect(newTodo(page)).toBeVisible()
  })

  test('an expired session that is not renewed is nobody’s, on every route', async ({ page }) => {
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
    await expect(page.getByText('“milk” is not stored yet.')).toBeVisible()
    await expect(page.getByText('You are signed out.')).toBeVisible()

    const other = await page.context().newPage()
    await other.goto('/')
    await provider.signIn(other, person)
    await expect(newTodo(other)).toBeVisible()
    await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
    await expect(page.getByRole('listitem')).toHaveText([/milk/])
  })

  test('an expired token while the provider is down ends on a page with a way on, and is renewed after', async ({
    page,
  }) => {
    const { person } = await signInExpired(page)
    await addFault(renewal.down)
    await page.goto('/')
    await expect(page.getByRole('heading', { name: renewal.downShows })).toBeVisible()
    await clearFaults()
    await page.goto('/')
    await expect(newTodo(page)).toBeVisible()
    await expect(page.getByText(person.email)).toBeVisible()
  })
}
