import { ask, askPayload } from './ask.ts'
import { expectSignedOut, routes } from './routes.ts'
import { cookieHeader, givenSession, goodSession, session } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

test('a good session is accepted, also without a browser', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const answer = await ask('/todos', { headers: { cookie: cookieHeader(good) } })
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(email)
})

test('a request without a session is signed out on every route', async () => {
  for (const route of routes) expectSignedOut(route, await ask(route), '@example.com')
})

for (const [what, forge] of Object.entries(session.forgeries)) {
  test(`a session ${what} is rejected, on every route`, async ({ context }) => {
    const { email, good } = await goodSession(context)
    const forged = await forge(good, stage)
    expect(forged).not.toEqual(good)
    for (const route of routes) {
      expectSignedOut(route, await ask(route, { headers: { cookie: cookieHeader(forged) } }), email)
    }
  })
}

test('a forged session is rejected in what Next’s own client gets, too', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const accepted = await askPayload('/todos', { cookie: cookieHeader(good) })
  expect(accepted.body).toContain(email)
  for (const [what, forge] of Object.entries(session.forgeries)) {
    const cookie = cookieHeader(await forge(good, stage))
    const answered = async (route: string) => ({
      route,
      payload: await askPayload(route, { cookie }),
    })
    for (const { route, payload } of await Promise.all(routes.map(answered))) {
      expect(payload.body, `${route}, ${what}`).not.toContain(email)
      expect(givenSession(payload), `${route}, ${what}`).toEqual([])
      if (route === '/todos') expect(payload.body, what).toContain(provider.signInPath('/todos'))
    }
  }
})

test('a session larger than any request may be is refused before it is read', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const larger = Object.keys(good).map((name) => [name, 'a'.repeat(20_000)])
  const headers = { cookie: cookieHeader(Object.fromEntries(larger)) }
  for (const route of routes) {
    const answer = await ask(route, { headers })
    expect(answer, route).toEqual({ status: 431, location: '', cookies: [], body: '' })
  }
})
