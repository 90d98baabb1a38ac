import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { createUser, type SessionCookies } from '../../src/driver.ts'
import { createByHand, type Returned } from '../../suite/actions.ts'
import * as list from '../../suite/list.ts'
import { expectAnswer, toSignIn } from '../../suite/routes.ts'
import {
  addFault,
  askedPaths,
  clearFaults,
  clearLog,
  hook,
  revokeSessions,
  rowsOf,
  titlesOf,
  userId,
} from '../../suite/services.ts'
import { type Answer, ask, givenSession, goodSession, sessionCookies } from '../../suite/session.ts'
import { enter, expect, provider, signIn, stage, test, visitsOf } from '../../suite/test.ts'
import { ASK, jwtWith, now } from './driver.ts'

test.afterEach(clearFaults)

/** Seconds for which the README says that a session goes on after it was revoked. */
const BOUND = Number(
  /believes the JWT for (\d+) seconds/.exec(
    readFileSync(join(stage.appDir, 'README.md'), 'utf8'),
  )?.[1],
)

type Claims = Readonly<Record<string, unknown>>

/** From now on session JWTs are given with these claims, and well signed. */
const alterJwts = (claims: Claims) => addFault({ alterToken: { token: 'session_jwt', claims } })

const view = (session: SessionCookies) => ask('/todos', { session })

const refusal = { ok: false, code: 'unauthenticated' }

/** What was answered, and what the app's server asked Stytch for it; it has the keys already. */
async function askedBy<T extends Answer | Returned | undefined>(act: () => Promise<T>) {
  await clearLog()
  const answer = await act()
  // The browser's SDK asks elsewhere.
  const asked = (await askedPaths()).filter((path) => path.startsWith('/v1/'))
  return { answer, asked }
}

/** A user's session, and what it is like with a JWT that has other claims. */
async function openSession(context: BrowserContext) {
  const { email, good } = await goodSession(context)
  const { stytch_session = '' } = good
  const withJwt = async (claims: Claims, signature?: 'good' | 'old') => ({
    stytch_session,
    stytch_session_jwt: await jwtWith(stage, stytch_session, claims, signature),
  })
  return { email, good, withJwt }
}

test('the README says for how long a revoked session goes on', () => {
  expect(BOUND).toBe(60)
})

test('with a fresh JWT neither a page nor an action waits for Stytch', async ({ context }) => {
  const { email, withJwt } = await openSession(context)
  const fresh = await withJwt({ iat: now() })
  const viewed = await askedBy(() => view(fresh))
  expect(viewed.answer.status).toBe(200)
  expect(viewed.asked).toEqual([])
  const created = await askedBy(() => createByHand(fresh, email))
  expect(created.answer).toMatchObject({ ok: true })
  expect(created.asked).toEqual([])
})

test('with an old JWT a page and an action ask Stytch once', async ({ context }) => {
  const { email, withJwt } = await openSession(context)
  const stale = await withJwt({ iat: now() - BOUND })
  const created = await askedBy(() => createByHand(stale, email))
  expect(created.answer).toMatchObject({ ok: true })
  expect(created.asked).toEqual([ASK])
  const viewed = await askedBy(() => view(stale))
  expect(viewed.answer.status).toBe(200)
  expect(viewed.asked).toEqual([ASK])

  const [renewed = ''] = givenSession(viewed.answer)
  const [, jwt = ''] = /^stytch_session_jwt=([^;]+)/.exec(renewed) ?? []
  const again = await askedBy(() => view({ ...stale, stytch_session_jwt: jwt }))
  expect(again.answer.status).toBe(200)
  expect(again.asked).toEqual([])
})

test('a revoked session goes on for as long as the README says', async ({ context }) => {
  const { email, withJwt } = await openSession(context)
  const iat = now() - BOUND + 8
  const session = await withJwt({ iat })
  await revokeSessions(email)
  const before = await askedBy(() => view(session))
  expect(before.answer.status).toBe(200)
  expect(before.asked).toEqual([])

  await expect.poll(() => now() - iat, { timeout: 60_000 }).toBeGreaterThanOrEqual(BOUND)
  const after = await askedBy(() => view(session))
  expectAnswer('/todos', after.answer, toSignIn)
  expect(after.asked).toEqual([ASK])
  expect(await createByHand(session, email)).toMatchObject(refusal)
  expect(await rowsOf(email)).toEqual([])
})

for (const end of ['revoke', 'expire']) {
  const what = end === 'revoke' ? 'is revoked' : 'expires'

  test(`a session that ${what} ends at the sign-in at once, and stays there`, async ({ page }) => {
    await alterJwts({ iat: now() - BOUND })
    const person = await signIn(page)
    const session = await sessionCookies(page)
    await hook('POST', `sessions/${end}`, { email: person.email })
    const visited = visitsOf(page, 'pages')
    await page.goto('/todos?filter=done')
    await expect(page.getByRole('button', { name: 'Continue with email' })).toBeVisible()
    // Once Stytch has told the browser's SDK as well, nothing leads away any more.
    await expect.poll(() => sessionCookies(page)).toEqual({})
    await expect(page).toHaveURL(`${stage.appUrl}${provider.signInPath('/todos?filter=done')}`)
    expect(visited).toEqual(['/todos', '/login'])
    expect(await createByHand(session, person.email)).toMatchObject(refusal)
    expect(await rowsOf(person.email)).toEqual([])

    await clearFaults()
    await provider.signIn(page, person)
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}

test('what is typed when a session is revoked can be stored later', async ({ page, context }) => {
  await alterJwts({ iat: now() - BOUND })
  const person = await signIn(page)
  await revokeSessions(person.email)
  await list.submit(page, 'milk')
  await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
  await expect(page.getByText(/You.re signed out\./)).toBeVisible()
  expect(await rowsOf(person.email)).toEqual([])

  await clearFaults()
  const tab = await context.newPage()
  await tab.goto('/todos')
  await provider.signIn(tab, person)
  await expect(list.field(tab)).toBeVisible()
  await list.stored(page, () => list.press(page, 'Try again'))
  expect(await titlesOf(person.email)).toEqual(['milk'])
})

const untrusted: Readonly<Record<string, Claims>> = {
  'for another project': { aud: ['project-test-of-another-app'] },
  'of another issuer': { iss: 'stytch.com/project-test-of-another-app' },
  'that has expired': { exp: now() - 1 },
  'that is not good yet': { nbf: now() + 600 },
  'that says not when it was issued': { iat: null },
}

for (const [what, claims] of Object.entries(untrusted)) {
  test(`a JWT ${what} proves nothing: Stytch is asked`, async ({ context }) => {
    const { email, withJwt } = await openSession(context)
    const session = await withJwt({ iat: now(), ...claims })
    const { answer, asked } = await askedBy(() => view(session))
    expect(asked).toEqual([ASK])
    expect(answer.body).toContain(email)
    await revokeSessions(email)
    expectAnswer('/todos', await view(session), toSignIn)
  })
}

test('the user comes from the session that was verified', async ({ context, other }) => {
  const { email, withJwt } = await openSession(context)
  const victim = await enter(other.context())
  const session = await withJwt({ iat: now(), sub: await userId(victim.email) }, 'old')
  const { answer, asked } = await askedBy(() => view(session))
  expect(asked).toEqual([ASK])
  expect(answer.body).toContain(email)
  expect(await createByHand(session, email)).toMatchObject({ ok: true })
  expect(await rowsOf(victim.email)).toEqual([])
  expect(await titlesOf(email)).toEqual(['milk'])
})

test('a session whose JWT is too large for a cookie goes on by its token', async ({ page }) => {
  await alterJwts({ more: 'x'.repeat(3_000) })
  const person = await createUser(stage)
  await page.goto('/todos')
  await provider.signIn(page, person)
  await expect(list.field(page)).toBeVisible()
  await list.add(page, 'milk')
  const visited = visitsOf(page, 'pages')
  await page.reload()
  await expect(page.getByText(person.email)).toBeVisible()
  expect(visited).toEqual(['/todos'])
  expect(Object.keys(await sessionCookies(page)), 'the browser has dropped it').toEqual([
    'stytch_session',
  ])
})

test('a JWT without the session’s token is rejected', async ({ context }) => {
  const { good } = await openSession(context)
  const { stytch_session_jwt = '' } = good
  const { answer, asked } = await askedBy(() => view({ stytch_session_jwt }))
  expectAnswer('/todos', answer, toSignIn)
  expect(asked).toEqual([])
})
