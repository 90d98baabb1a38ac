import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionCookies } from '../../src/providers/provider.ts'
import { createByHand, returned } from '../../suite/actions.ts'
import { startAnother } from '../../suite/another-app.ts'
import { ask } from '../../suite/ask.ts'
import { addFault, clearFaults } from '../../suite/emulator.ts'
import { expectNothingOf, secrets } from '../../suite/secrets.ts'
import { cookieHeader, goodSession } from '../../suite/session.ts'
import { expect, stage, test } from '../../suite/test.ts'
import { ASK, jwtWith, now } from './jwt.ts'

test.afterEach(clearFaults)

/** Where the app's server fetches the keys of JWTs. */
const KEYS = `/v1/sessions/jwks/${stage.env.STYTCH_PROJECT_ID}`

/** Seconds for which, the README says, a page waits for Stytch at most. */
const PATIENCE = Number(
  /takes up to (\d+) seconds then/.exec(readFileSync(join(stage.appDir, 'README.md'), 'utf8'))?.[1],
)

/** Does something, and says how many seconds it took. */
async function timed<T>(act: () => Promise<T>) {
  const begin = performance.now()
  const result = await act()
  return { result, seconds: (performance.now() - begin) / 1000 }
}

/** Seconds beside those that are waited: more of them on a machine that is slow without any outage. */
const allowance = (ordinary: { seconds: number }) => 3 + 10 * ordinary.seconds

const view = (session: SessionCookies) =>
  ask('/todos', { headers: { cookie: cookieHeader(session) } })

/** Expects a page that says that something went wrong, and of an action that it says so as well. */
async function expectUnavailable(session: SessionCookies, email: string) {
  const page = await view(session)
  expect(page.status).toBe(500)
  expectNothingOf(secrets, 'the page', page.body)
  const action = await createByHand(session, email)
  expect(returned(action)).toMatchObject({ ok: false, code: 'unavailable' })
}

/** Expects that everything is as if Stytch had been asked. */
async function expectSignedIn(session: SessionCookies, email: string) {
  const page = await view(session)
  expect(page.status).toBe(200)
  expect(page.body).toContain(email)
  expect(returned(await createByHand(session, email))).toMatchObject({ ok: true })
}

const strange: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'nothing but an error': { status: 500, body: { status_code: 500 } },
  'that it is too busy': {
    status: 429,
    body: { status_code: 429, error_type: 'too_many_requests' },
  },
  'no JSON': { status: 502 },
  'an empty object': { status: 200, body: {} },
  'a list': { status: 200, body: [] },
  'no object': { status: 200, body: 'garbage' },
  null: { status: 200, body: null },
  'a session without a user': { status: 200, body: { session: {}, session_jwt: 'garbage' } },
}

for (const [what, fault] of Object.entries(strange)) {
  test(`while Stytch answers ${what} a JWT goes on until it expires, and no user is signed out`, async ({
    context,
  }) => {
    const { email, good } = await goodSession(context)
    const { stytch_session = '' } = good
    const stale = await jwtWith(stage, stytch_session, { iat: now() - 60 })
    await addFault({ path: ASK, ...fault })
    await expectSignedIn({ stytch_session, stytch_session_jwt: stale }, email)
    await expectUnavailable({ stytch_session }, email)
    await clearFaults()
    await expectSignedIn({ stytch_session }, email)
  })
}

test('a Stytch that does not answer is waited for, but not for longer than the README says', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const { stytch_session = '' } = good
  const stale = await jwtWith(stage, stytch_session, { iat: now() - 60 })
  const ordinary = await timed(() => view(good))
  await addFault({ path: ASK, delayMs: 60_000 })
  const { seconds, result: waited } = await timed(() =>
    Promise.all([view({ stytch_session, stytch_session_jwt: stale }), view({ stytch_session })]),
  )
  expect(waited.map(({ status }) => status)).toEqual([200, 500])
  expect(waited[0]?.body).toContain(email)
  expect(seconds).toBeGreaterThan(PATIENCE - 3)
  expect(seconds).toBeLessThan(PATIENCE + allowance(ordinary))
})

test('an app that has no keys yet waits as long as the README says for a Stytch that answers nothing, and no longer', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const app = await startAnother('start', stage.env)
  try {
    const ordinary = await timed(() => ask(`${app.url}/no-such-page`))
    await addFault({ path: KEYS, delayMs: 60_000 })
    await addFault({ path: ASK, delayMs: 60_000 })
    const { seconds, result } = await timed(() =>
      ask(app.url, { headers: { cookie: cookieHeader(good) } }),
    )
    expect(result.status).toBe(500)
    expect(seconds).toBeGreaterThan(PATIENCE - 1)
    expect(seconds).toBeLessThan(PATIENCE + allowance(ordinary))
  } finally {
    await app.stop()
  }
})

test('a JWT of one person beside the token of another is one of them at a time, as a whole', async ({
  context,
  browser,
}) => {
  const one = await goodSession(context)
  const another = await browser.newContext()
  const other = await goodSession(another)
  await another.close()
  const token = other.good.stytch_session ?? ''
  const mixed = async (age: number) => ({
    stytch_session: token,
    stytch_session_jwt: await jwtWith(stage, one.good.stytch_session ?? '', { iat: now() - age }),
  })
  const fresh = await view(await mixed(0))
  expect(fresh.body).toContain(one.email)
  expect(fresh.body).not.toContain(other.email)
  const stale = await view(await mixed(60))
  expect(stale.body).toContain(other.email)
  expect(stale.body).not.toContain(one.email)
})
