import { createUser, isPrefetch, newPerson } from '../src/driver.ts'
import * as list from './list.ts'
import { expect, isSignInPage, provider, signIn, stage, test } from './test.ts'

test('leads visitors of the list to the sign-in with a 307', async ({ request }) => {
  const response = await request.get('/todos?filter=active', { maxRedirects: 0 })
  expect(response.status()).toBe(307)
  const { href } = new URL(response.headers().location ?? '', stage.appUrl)
  expect(href).toBe(`${stage.appUrl}${provider.signInPath('/todos?filter=active')}`)
})

test('signing in comes back to where it began', async ({ page }) => {
  await page.goto('/todos?filter=active')
  await expect(page).toHaveURL(isSignInPage)
  await provider.signUp(page, newPerson())
  await expect(page).toHaveURL('/todos?filter=active')
  await expect(page.getByRole('link', { name: 'Active' })).toHaveAttribute('aria-current', 'page')
})

test('a wrong password or code does not sign in', async ({ page }) => {
  // In a browser that was never signed in: a provider's script sets its cookies again at any time.
  await page.goto('/todos')
  await provider.signInWrongly(page, await createUser(stage))
  await expect(page.getByText(provider.refusal).first()).toBeVisible()
  await page.goto('/todos')
  await expect(page).toHaveURL(isSignInPage)
})

test('keeps what is typed when the connection is gone and the tab is focused', async ({ page }) => {
  await signIn(page)
  await list.field(page).fill('milk')
  await page.context().setOffline(true)
  const asked: string[] = []
  page.on('request', (request) => {
    const isOwn = new URL(request.url()).origin === stage.appUrl && !isPrefetch(request)
    if (isOwn) asked.push(`${request.method()} ${request.url()}`)
  })
  await page.evaluate(() => {
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
  // What the event sets off has begun once the browser has painted twice.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  expect(asked).toEqual([])
  await expect(list.field(page)).toHaveValue('milk')
})
