import type { SessionCookies } from '../src/driver.ts'
import { expectSignedOut, routes, routesInTurn, toSignIn } from './routes.ts'
import { ask, askPayload, expectSignedIn, givenSession, goodSession } from './session.ts'
import { expect, provider, session, stage, test } from './test.ts'

let email: string
let good: SessionCookies
let made = Number.NEGATIVE_INFINITY

/** Milliseconds for which tests of one worker share a session, as none of them changes it: less than
 * the shortest token lasts. */
const SHARED = 15_000

test.beforeEach(async ({ browser }) => {
  if (performance.now() - made < SHARED) return
  made = performance.now()
  const context = await browser.newContext()
  ;({ email, good } = await goodSession(context))
  await context.close()
  await expectSignedIn(good, email)
})

test.afterAll(() => expectSignedIn(good, email))

test('a request without a session is signed out on every route', async () => {
  for (const route of routes) expectSignedOut(route, await ask(route), '@example.com')
})

for (const [turn, [what, forge]] of Object.entries(session.forgeries).entries()) {
  test(`a session ${what} is rejected, on every kind of route`, async () => {
    const forged = await forge(good, stage)
    expect(forged).not.toEqual(good)
    for (const route of routesInTurn(turn)) {
      expectSignedOut(route, await ask(route, { session: forged }), email)
    }
  })
}

test('a forged session is rejected in what Next’s own client gets, too', async () => {
  expect((await askPayload('/todos', good)).body).toContain(email)
  for (const [turn, [what, forge]] of Object.entries(session.forgeries).entries()) {
    const forged = await forge(good, stage)
    const routes = routesInTurn(turn)
    const payloads = await Promise.all(routes.map((route) => askPayload(route, forged)))
    for (const [index, payload] of payloads.entries()) {
      const route = routes[index] ?? ''
      expect(payload.body, `${route}, ${what}`).not.toContain(email)
      expect(givenSession(payload), `${route}, ${what}`).toEqual([])
      if (route === '/todos') expect(payload.body, what).toContain(toSignIn.location)
    }
  }
})

test('a session larger than any request is refused before it is read', async () => {
  const larger = Object.fromEntries(Object.keys(good).map((name) => [name, 'a'.repeat(20_000)]))
  for (const route of routes) {
    const answer = await ask(route, { session: larger })
    expect(answer, route).toEqual({ status: 431, location: '', cookies: [], body: '' })
  }
})

type Headers = Readonly<Record<string, string>>

/** Headers that Next's own parts send each other; they must mean nothing when a visitor sends them. */
const inner = (good: SessionCookies): Readonly<Record<string, Headers>> => {
  const sdk = session.innerHeaders(good)
  const names = Object.keys(sdk)
  const handedOn = names.map((name) => [`x-middleware-request-${name}`, sdk[name] ?? ''])
  const skip = (file: string) => ({ 'x-middleware-subrequest': Array(5).fill(file).join(':') })
  return {
    'of the SDK': sdk,
    'of the SDK, as Next hands them on': {
      'x-middleware-override-headers': names.join(','),
      ...Object.fromEntries(handedOn),
    },
    'that once skipped the middleware': { ...sdk, ...skip('middleware') },
    'that would skip the proxy': { ...sdk, ...skip('proxy') },
    'that would skip a proxy in src': { ...sdk, ...skip('src/proxy') },
    'that say that the proxy has let them through': {
      ...sdk,
      'x-middleware-next': '1',
      'x-middleware-invoke': '1',
      'x-invoke-path': '/todos',
      'x-matched-path': '/todos',
    },
    'that lead elsewhere': {
      ...sdk,
      'x-middleware-rewrite': provider.signInFailed,
      'x-url': 'https://evil.example/',
      'x-redirect-uri': 'https://evil.example/callback',
      'x-sign-up-paths': '/todos',
    },
    'of a reverse proxy for another host': {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    },
  }
}

for (const what of Object.keys(inner({}))) {
  test(`headers ${what} sign no user in, on any route`, async () => {
    for (const route of routes) {
      const answer = await ask(route, { headers: { ...inner(good)[what] } })
      // A sign-in at another address is led to the app's own.
      const isLed = answer.body === `This app is at ${stage.appUrl}`
      if (isLed) expect(provider.starts).toContain(route)
      else expectSignedOut(route, answer, email)
      expect(givenSession(answer), route).toEqual([])
      expect(decodeURIComponent(answer.location), route).not.toContain('evil.example')
      expect(answer.body, route).not.toContain('evil.example')
    }
  })
}
