import { ask } from './ask.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, goodSession, session } from './session.ts'
import { expect, stage, test } from './test.ts'

test('a good session cookie is believed, also without a browser', async ({ page }) => {
  const { email, good } = await goodSession(page)
  const answer = await ask('/', { headers: { cookie: cookieHeader(good) } })
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(email)
})

test('who has no session is signed out on every route', async () => {
  for (const route of routes) expectSignedOut(route, await ask(route), '@example.com')
})

for (const [what, forge] of Object.entries(session.forgeries)) {
  test(`a session cookie ${what} is nobody’s, on every route`, async ({ page }) => {
    const { email, good } = await goodSession(page)
    const forged = await forge(good, stage)
    expect(forged).not.toBe(good)
    for (const route of routes) {
      expectSignedOut(route, await ask(route, { headers: { cookie: cookieHeader(forged) } }), email)
    }
  })
}

test('a session cookie larger than any request may be is refused before it is read', async () => {
  for (const route of routes) {
    const headers = { cookie: cookieHeader('a'.repeat(20_000)) }
    expect((await ask(route, { headers })).status, route).toBe(431)
  }
})
