import type { BrowserContext } from '@playwright/test'
import type { SessionCookies } from '../../src/providers/provider.ts'
import { createByHand, returned } from '../../suite/actions.ts'
import { type Answer, ask } from '../../suite/ask.ts'
import { rowsOf, userId } from '../../suite/database.ts'
import { askedPaths, clearFaults, clearLog, hook, revokeSessions } from '../../suite/emulator.ts'
import { expectAnswer } from '../../suite/routes.ts'
import { cookieHeader, givenSession, goodSession, sessionCookies } from '../../suite/session.ts'
import { enter, expect, newTodo, provider, signIn, stage, stored, test } from '../../suite/test.ts'
import { ASK, now } from './jwt.ts'
import { alterJwts, BOUND, jwtWith } from './session-jwt.ts'

test.afterEach(clearFaults)

const view = (session: SessionCookies) =>
  ask('/todos', { headers: { cookie: cookieHeader(session) } })

/** What the app's server asked Stytch while something was done; it has the keys already. */
async function askedBy(act: () => Promise<Answer>) {
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
  const withJwt = async (...claims: [Readonly<Record<string, unknown>>, ('good' | 'old')?]) => ({
    stytch_session,
    stytch_session_jwt: await jwtWith(stytch_session, ...claims),
  })
  return { email, good, withJwt }
}

test('the README says for how long a revoked session goes on', () => {
  expect(BOUND).toBe(60)
})

test('while the JWT is fresh neither a page nor an action waits for Stytch', async ({
  context,
}) => {
  const { email, withJwt } = await openSession(context)
  const fresh = await withJwt({ iat: now() })
  const viewed = await askedBy(() => view(fresh))
  expect(viewed.answer.status).toBe(200)
  expect(viewed.asked).toEqual([])
  const created = await askedBy(() => createByHand(fresh, email))
  expect(returned(created.answer)).toMatchObject({ ok: true })
  expect(created.asked).toEqual([])
})

test('with a JWT that is too old a page and an action ask Stytch once, and get a new one', async ({
  context,
}) => {
  const { email, withJwt } = await openSession(context)
  const stale = await withJwt({ iat: now() - BOUND })
  const created = await askedBy(() => createByHand(stale, email))
  expect(returned(created.answer)).toMatchObject({ ok: true })
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

test('a session that is revoked goes on for as long as the README says, and no longer', async ({
  context,
}) => {
  const { email, withJwt } = await openSession(context)
  const iat = now() - BOUND + 8
  const session = await withJwt({ iat })
  await revokeSessions(email)
  const before = await askedBy(() => view(session))
  expect(before.answer.status).toBe(200)
  expect(before.asked).toEqual([])

  await expect.poll(() => now() - iat, { timeout: 60_000 }).toBeGreaterThanOrEqual(BOUND)
  const after = await askedBy(() => view(session))
  expectAnswer('/todos', after.answer, { status: 307, location: provider.signInPath('/todos') })
  expect(after.asked).toEqual([ASK])
  expect(returned(await createByHand(session, email))).toMatchObject({
    ok: false,
    code: 'unauthenticated',
  })
  expect(await rowsOf(email)).toEqual([])
})

for (const end of ['revoke', 'expire']) {
  const what = end === 'revoke' ? 'is revoked' : 'expires'

  test(`a session that ${what} ends at the sign-in at once, and stays there`, async ({ page }) => {
    await alterJwts({ iat: now() - BOUND })
    const person = await signIn(page)
    const session = await sessionCookies(page)
    await hook('POST', `sessions/${end}`, { email: person.email })
    const visited: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest()) visited.push(request.url())
    })
    await page.goto('/todos?filter=done')
    await expect(page.getByRole('button', { name: 'Continue with email' })).toBeVisible()
    // Once Stytch has told the browser's SDK as well, nothing leads away any more.
    await expect.poll(() => sessionCookies(page)).toEqual({})
    const signInPage = `${stage.appUrl}${provider.signInPath('/todos?filter=done')}`
    await expect(page).toHaveURL(signInPage)
    expect(visited).toEqual([`${stage.appUrl}/todos?filter=done`, signInPage])
    expect(returned(await createByHand(session, person.email))).toMatchObject({
      ok: false,
      code: 'unauthenticated',
    })
    expect(await rowsOf(person.email)).toEqual([])

    await clearFaults()
    await provider.signIn(page, person)
    await expect(page).toHaveURL(`${stage.appUrl}/todos?filter=done`)
  })
}

test('what is typed when a session is revoked stays, and is stored after signing in again', async ({
  page,
}) => {
  await alterJwts({ iat: now() - BOUND })
  const person = await signIn(page)
  await revokeSessions(person.email)
  await newTodo(page).fill('milk')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“milk” isn’t saved yet.')).toBeVisible()
  await expect(page.getByText(/You.re signed out\./)).toBeVisible()
  expect(await rowsOf(person.email)).toEqual([])

  await clearFaults()
  const other = await page.context().newPage()
  await other.goto('/todos')
  await provider.signIn(other, person)
  await expect(newTodo(other)).toBeVisible()
  await stored(page, () => page.getByRole('button', { name: 'Try again' }).click())
  expect(await rowsOf(person.email)).toMatchObject([{ title: 'milk' }])
})

const untrusted: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
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
    expectAnswer('/todos', await view(session), {
      status: 307,
      location: provider.signInPath('/todos'),
    })
  })
}

test('the user comes from the session that was verified, not from a JWT that was not', async ({
  context,
  browser,
}) => {
  const { email, withJwt } = await openSession(context)
  const other = await browser.newContext()
  const victim = await enter(other)
  await other.close()
  const sub = await userId(victim.email)
  const session = await withJwt({ iat: now(), sub }, 'old')
  const { answer, asked } = await askedBy(() => view(session))
  expect(asked).toEqual([ASK])
  expect(answer.body).toContain(email)
  expect(returned(await createByHand(session, email))).toMatchObject({ ok: true })
  expect(await rowsOf(victim.email)).toEqual([])
  expect(await rowsOf(email)).toMatchObject([{ title: 'milk' }])
})

test('a JWT without the session’s token is rejected', async ({ context }) => {
  const { good } = await openSession(context)
  const { stytch_session_jwt = '' } = good
  const { answer, asked } = await askedBy(() => view({ stytch_session_jwt }))
  expectAnswer('/todos', answer, { status: 307, location: provider.signInPath('/todos') })
  expect(asked).toEqual([])
})
