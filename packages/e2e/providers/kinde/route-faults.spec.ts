import { createUser } from '../../src/driver.ts'
import { fetchAlone } from '../../src/fetch.ts'
import { withApp } from '../../suite/app.ts'
import * as list from '../../suite/list.ts'
import { addFault, clearFaults, clearLog, countRequests } from '../../suite/services.ts'
import { ask, givenSession, goodSession, sessionCookies } from '../../suite/session.ts'
import { startAt } from '../../suite/starts.ts'
import { expect, provider, session, signIn, stage, test } from '../../suite/test.ts'
import { expireToken } from './driver.ts'

const login = '/api/auth/login'

test.afterEach(clearFaults)

test('a visitor costs Kinde no request', async ({ context }) => {
  const { refresh_token: _, ...unrenewable } = (await goodSession(context)).good
  await clearLog()
  for (const cookies of [{}, { other: '1' }, unrenewable]) {
    for (const path of ['/', '/todos', provider.signInFailed, '/no-such-page']) {
      await ask(path, { session: cookies })
    }
  }
  expect(await countRequests('/oauth2/token')).toBe(0)
})

test('Kinde is told nothing of an address but where to come back to', async () => {
  const asked =
    'redirect_uri=https%3A%2F%2Fevil.example&client_id=x&state=%3C&org_code=x&audience=x'
  for (const start of provider.starts) {
    const { status, location, cookies } = await ask(`${startAt(start, '//evil.example')}&${asked}`)
    expect(status).toBe(307)
    const told = new URL(location)
    expect(told.origin).toBe(stage.emulatorUrl)
    const names = [
      ...['client_id', 'post_login_redirect_url', 'redirect_uri', 'response_type', 'scope'],
      ...['nonce', 'state', 'supports_reauth', ...(start === login ? [] : ['start_page'])],
    ]
    expect([...told.searchParams.keys()].sort()).toEqual(names.sort())
    expect(told.searchParams.get('post_login_redirect_url')).toBe('/')
    expect(`${location} ${cookies}`).not.toContain('evil.example')
  }
})

const planted: readonly Readonly<Record<string, string>>[] = [
  { post_login_redirect_url: 'https://evil.example/' },
  { post_login_redirect_url: '%2F%2Fevil.example' },
  { post_login_redirect_url: '%2F', post_login_redirect_url1: '%2Fevil.example' },
  { post_login_redirect_url: '42' },
  { post_login_redirect_url: '%7B%22startsWith%22%3A1%7D' },
]

for (const cookies of planted) {
  test(`a sign-in ends at home with the cookies ${JSON.stringify(cookies)}`, async ({ page }) => {
    await page.goto('/todos')
    const own = Object.entries(cookies).map(([name, value]) => ({ name, value, url: stage.appUrl }))
    await page.context().addCookies(own)
    await provider.signIn(page, await createUser(stage))
    await expect(page).toHaveURL((url) => url.origin === stage.appUrl)
    await expect(page.getByRole('banner').getByRole('link').first()).toBeVisible()
  })
}

test('a planted state does not prevent a sign-in, and is not its state', async ({ page }) => {
  for (const value of ['1', 'null', '%7B%22a%22%3A1%7D', 'planted']) {
    const { status, location } = await ask(login, { session: { 'ac-state-key': value } })
    expect(status, value).toBe(307)
    expect(new URL(location).searchParams.get('state')).toMatch(/^[\w-]{36}$/)

    await page.context().clearCookies()
    await page.context().addCookies([{ name: 'ac-state-key', value, url: stage.appUrl }])
    await page.goto('/todos')
    await provider.signIn(page, await createUser(stage))
    await expect(list.field(page)).toBeVisible()
  }
})

test('a refused sign-in is not started again, and ends with a next step', async ({ page }) => {
  await addFault({ path: '/oauth2/auth', redirectError: { error: 'access_denied' } })
  await clearLog()
  await page.goto('/todos')
  await expect(page).toHaveURL(`${stage.appUrl}${provider.signInFailed}`)
  expect(await countRequests('/oauth2/auth')).toBe(1)
  await clearFaults()
  await page.getByRole('link', { name: 'Try again' }).click()
  await provider.signIn(page, await createUser(stage))
  await expect(list.home(page)).toBeVisible()
})

test('an expired link from an e-mail starts the sign-in again', async ({ page }) => {
  const redirectError = { error: 'login_link_expired' }
  await addFault({ path: '/oauth2/auth', times: 1, redirectError })
  await page.goto('/todos?filter=done')
  await provider.signIn(page, await createUser(stage))
  await expect(page).toHaveURL('/todos?filter=done')
})

test('a malformed client secret is named when the app starts, and not shown to visitors', async () => {
  const secret = 'malformed-secret-of-forty-and-more-characters'
  const env = { ...stage.env, KINDE_CLIENT_SECRET: secret }
  await withApp('start', { env }, async (app) => {
    for (const path of ['/', login, `${provider.callback}?code=x&state=y`]) {
      const answer = await fetchAlone(`${app.url}${path}`)
      const body = await answer.text()
      expect(body, path).toContain('This app isn’t ready yet')
      expect(body, path).not.toContain(secret)
    }
    expect(app.log()).toContain('KINDE_CLIENT_SECRET is not 40 to 60 letters and digits')
    expect(app.log()).not.toContain(secret)
  })
})

test('an expired session can be signed out of, and asks for no new tokens', async ({ page }) => {
  await signIn(page)
  await expireToken(page, stage, 'access_token')
  const expired = await sessionCookies(page)
  await clearLog()
  const answer = await ask('/api/auth/logout', { session: expired })
  const query = new URLSearchParams({ redirect: stage.appUrl })
  expect(answer.location).toBe(`${stage.emulatorUrl}/logout?${query}`)
  expect(givenSession(answer)).toEqual([])
  const taken = answer.cookies.map((one) => one.split('=')[0] ?? '').filter(session.isPart)
  expect(taken.sort()).toEqual(['access_token', 'id_token', 'refresh_token'])
  expect(await countRequests('/oauth2/token')).toBe(0)
})

test('no script of the page gets a token from the SDK’s other endpoints', async ({ page }) => {
  await signIn(page)
  for (const endpoint of ['setup', 'health', 'portal', 'create_org', 'end_session', '__proto__']) {
    const answer = await page.evaluate(async (path) => {
      const response = await fetch(path)
      return { status: response.status, body: await response.text() }
    }, `/api/auth/${endpoint}`)
    expect(answer, endpoint).toEqual({ status: 404, body: 'Page not found' })
  }
  await page.reload()
  await expect(list.field(page), 'the session goes on').toBeVisible()
})
