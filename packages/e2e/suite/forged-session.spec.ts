import { ask } from './ask.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, goodSession, session } from './session.ts'
import { expect, stage, test } from './test.ts'

test('a good session is believed, also without a browser', async ({ page }) => {
  const { email, good } = await goodSession(page)
  const answer = await ask('/', { headers: { cookie: cookieHeader(good) } })
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(email)
})

test('who has no session is signed out on every route', async () => {
  for (const route of routes) expectSignedOut(route, await ask(route), '@example.com')
})

for (const [what, forge] of Object.entries(session.forgeries)) {
  test(`a session ${what} is nobody’s, on every route`, async ({ page }) => {
    const { email, good } = await goodSession(page)
    const forged = await forge(good, stage)
    expect(forged).not.toEqual(good)
    for (const route of routes) {
      expectSignedOut(route, await ask(route, { headers: { cookie: cookieHeader(forged) } }), email)
    }
  })
}

test('a session larger than any request may be is refused before it is read', async ({ page }) => {
  const { good } = await goodSession(page)
  const larger = Object.keys(good).map((name) => [name, 'a'.repeat(20_000)])
  const headers = { cookie: cookieHeader(Object.fromEntries(larger)) }
  for (const route of routes) {
    const answer = await ask(route, { headers })
    expect(answer, route).toEqual({ status: 431, location: '', cookies: [], body: '' })
  }
})
