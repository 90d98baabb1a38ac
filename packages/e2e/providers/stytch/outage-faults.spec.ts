import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import type { SessionCookies } from '../../src/driver.ts'
import { createByHand } from '../../suite/actions.ts'
import { withApp } from '../../suite/app.ts'
import { watchLog } from '../../suite/log.ts'
import { expectNothingOf, secrets } from '../../suite/secrets.ts'
import { addFault, clearFaults } from '../../suite/services.ts'
import { ask, expectSignedIn, goodSession } from '../../suite/session.ts'
import { expect, stage, test } from '../../suite/test.ts'
import { ASK, jwtWith, now } from './driver.ts'

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

/** Expects about the time that the README says: more on a machine that is slow without any outage. */
function expectPatience(seconds: number, less: number, ordinary: { seconds: number }) {
  expect(seconds).toBeGreaterThan(PATIENCE - less)
  expect(seconds).toBeLessThan(PATIENCE + 3 + 10 * ordinary.seconds)
}

const view = (session: SessionCookies) => ask('/todos', { session })

/** A user's token without a JWT, and beside one that is too old to be believed without Stytch. */
async function openSession(context: BrowserContext) {
  const { email, good } = await goodSession(context)
  const { stytch_session = '' } = good
  const stytch_session_jwt = await jwtWith(stage, stytch_session, { iat: now() - 60 })
  return { email, good, bare: { stytch_session }, stale: { stytch_session, stytch_session_jwt } }
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
  test(`while Stytch answers ${what} no user is signed out`, async ({ context }) => {
    const logged = watchLog()
    const { email, bare, stale } = await openSession(context)
    const expectAsUsual = async (session: SessionCookies) => {
      await expectSignedIn(session, email)
      expect(await createByHand(session, email)).toMatchObject({ ok: true })
    }
    await addFault({ path: ASK, ...fault })
    // The JWT goes on until it expires.
    await expectAsUsual(stale)
    const page = await view(bare)
    expect(page.status).toBe(500)
    expectNothingOf(secrets, 'the page', page.body)
    const refusal = { ok: false, code: 'unavailable' }
    expect(await createByHand(bare, email)).toMatchObject(refusal)
    expect(logged()).toMatch(/^Stytch refused or did not answer\. host="\S+" (status=\d|cause=")/m)
    await clearFaults()
    await expectAsUsual(bare)
  })
}

test('a Stytch that does not answer is waited for as the README says', async ({ context }) => {
  const { email, good, bare, stale } = await openSession(context)
  const ordinary = await timed(() => view(good))
  await addFault({ path: ASK, delayMs: 60_000 })
  const { seconds, result } = await timed(() => Promise.all([view(stale), view(bare)]))
  expect(result.map(({ status }) => status)).toEqual([200, 500])
  expect(result[0]?.body).toContain(email)
  expectPatience(seconds, 3, ordinary)
})

test('an app that has no keys yet waits as long as the README says', async ({ context }) => {
  const { good: session } = await goodSession(context)
  await withApp('start', {}, async ({ url }) => {
    const ordinary = await timed(() => ask(`${url}/no-such-page`))
    await addFault({ path: KEYS, delayMs: 60_000 })
    await addFault({ path: ASK, delayMs: 60_000 })
    const { seconds, result } = await timed(() => ask(url, { session }))
    expect(result.status).toBe(500)
    expectPatience(seconds, 1, ordinary)
  })
})

test('a JWT of one user beside the token of another is one of them', async ({ context, other }) => {
  const { email, good } = await goodSession(context)
  const another = await goodSession(other.context())
  const mixed = async (age: number) => ({
    stytch_session: another.good.stytch_session ?? '',
    stytch_session_jwt: await jwtWith(stage, good.stytch_session ?? '', { iat: now() - age }),
  })
  const fresh = await view(await mixed(0))
  expect(fresh.body).toContain(email)
  expect(fresh.body).not.toContain(another.email)
  const stale = await view(await mixed(60))
  expect(stale.body).toContain(another.email)
  expect(stale.body).not.toContain(email)
})
