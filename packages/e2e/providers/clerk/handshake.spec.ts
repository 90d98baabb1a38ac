import { fetchAlone } from '../../src/fetch.ts'
import { claimsOf, signedByUnknownKey, tamper, withoutSignature } from '../../src/forged-token.ts'
import { type Answer, ask, givenSession, goodSession } from '../../suite/session.ts'
import { expect, isSignInPage, signIn, stage, test, visitsOf } from '../../suite/test.ts'
import { signedByClerk, tokenFor } from './driver.ts'

/** As a browser asks for a page, which Clerk's SDK may send through a handshake. */
const asBrowser = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(path, { headers: { accept: 'text/html', 'sec-fetch-dest': 'document', ...headers } })

/** The token in which Clerk tells the app the cookies that it has to set. */
async function handshakeToken(__clerk_db_jwt = ''): Promise<string> {
  const query = new URLSearchParams({ redirect_url: `${stage.appUrl}/`, __clerk_db_jwt })
  const url = `${stage.emulatorUrl}/v1/client/handshake?${query}`
  const answer = await fetchAlone(url, { redirect: 'manual' })
  const location = new URL(answer.headers.get('location') ?? '')
  return location.searchParams.get('__clerk_handshake') ?? ''
}

function expectNoUser(what: string, answer: Answer, email: string) {
  const given = givenSession(answer).filter((cookie) => cookie.startsWith('__session'))
  expect(given, what).toEqual([])
  expect(answer.body, what).not.toContain(email)
  expect(answer.body, what).not.toMatch(/node_modules|\bat .*\.js:\d+/)
  expect(answer.status, what).not.toBe(200)
}

test('a new browser is asked of Clerk once, and then shown the form', async ({ page }) => {
  const asked = visitsOf(page, 'pages')
  await page.goto('/todos?filter=done')
  await expect(page).toHaveURL(isSignInPage)
  await expect(page.getByLabel('Email address')).toBeVisible()
  expect(asked).toEqual(['/todos', '/v1/client/handshake', '/todos', '/todos', '/sign-in'])
})

test('sign-ins that are never finished do not pile up', async ({ page }) => {
  for (let tab = 0; tab < 40; tab++) {
    const headers = { 'sec-fetch-dest': 'document' }
    const answer = await page.request.get(`/sign-in?redirect_url=/todos%3Ftab=${tab}`, { headers })
    expect(answer.status(), `${tab} before`).toBe(200)
  }
  expect((await page.context().cookies(stage.appUrl)).length).toBeLessThan(10)
  await signIn(page)
})

test('Clerk is told the app’s own address to come back to, and the host that was asked', async () => {
  const { status, location } = await asBrowser('/todos?filter=done')
  expect(status).toBe(307)
  const { origin, pathname, searchParams } = new URL(location)
  expect(`${origin}${pathname}`).toBe(`${stage.emulatorUrl}/v1/client/handshake`)
  expect(searchParams.get('redirect_url')).toBe(`${stage.appUrl}/todos?filter=done`)
})

test('Clerk leads back from a handshake to no other site', async () => {
  const { location } = await asBrowser('/todos?led=', { 'x-forwarded-host': 'evil.example' })
  const answer = await fetchAlone(location, { redirect: 'manual' })
  expect(answer.status).toBe(400)
})

test('an answer to a handshake that Clerk did not give signs no user in', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const handshake = await handshakeToken(good.__clerk_db_jwt)
  expect(JSON.stringify(claimsOf(handshake)), 'a good one has a session').toContain('__session=ey')
  const forged: Readonly<Record<string, string>> = {
    'is nothing': '',
    'is no token': 'garbage',
    'has other contents': tamper(handshake, 1),
    'has another signature': tamper(handshake, 2),
    'has no signature': withoutSignature(handshake),
    'another key has signed': signedByUnknownKey(handshake),
    'is the token of a session': good.__session ?? '',
    'is a token for InsForge': await tokenFor(good, stage, 'insforge'),
    'has no list of cookies in it': await signedByClerk(good, stage, { handshake: 'all' }),
  }
  for (const [what, token] of Object.entries(forged)) {
    const query = new URLSearchParams({ __clerk_handshake: token })
    expectNoUser(`in the address: ${what}`, await asBrowser(`/todos?${query}`), email)
    const inCookie = { cookie: `__clerk_handshake=${token}` }
    expectNoUser(`in a cookie: ${what}`, await asBrowser('/todos', inCookie), email)
  }
})

test('a token for another site signs no user in, whatever host is named', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const token = await signedByClerk(good, stage, { azp: 'https://evil.example' })
  const names = Object.keys(good).filter((name) => name.startsWith('__session'))
  const stolen = { ...good, ...Object.fromEntries(names.map((name) => [name, token])) }
  const hosts: readonly Readonly<Record<string, string>>[] = [
    {},
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { host: 'evil.example' },
  ]
  for (const headers of hosts) {
    const answer = await ask('/todos', { session: stolen, headers })
    expectNoUser(JSON.stringify(headers), answer, email)
  }
})
