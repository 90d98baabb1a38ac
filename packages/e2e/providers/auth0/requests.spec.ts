import { callHook } from '../../src/driver.ts'
import { createAs } from '../../suite/actions.ts'
import * as list from '../../suite/list.ts'
import { expectAnswer, toSignIn } from '../../suite/routes.ts'
import { rowsOwnedBy, userId } from '../../suite/services.ts'
import { ask, cookieHeader, cookiesOf, goodSession, sessionCookies } from '../../suite/session.ts'
import { expect, provider, session, signIn, stage, test } from '../../suite/test.ts'
import { open } from './driver.ts'

test('/auth/profile tells a browser the chosen claims, and nothing else', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const answer = await ask('/auth/profile', { session: good })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toEqual({
    sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
    name: email,
    nickname: email.split('@')[0],
    picture: expect.stringMatching(/^https:\/\//),
    email,
    email_verified: true,
  })
})

test('the session has no ID token, and fits into one cookie', async ({ page }) => {
  await signIn(page)
  const cookies = await sessionCookies(page)
  expect(Object.keys(cookies)).toHaveLength(1)
  const { tokenSet } = open(cookies, stage)
  expect(tokenSet).not.toHaveProperty('idToken')
  expect(tokenSet).toHaveProperty('refreshToken')
  expect(tokenSet).toHaveProperty('accessToken')
})

test('of a link only the return URL, and whether to sign up, goes on to Auth0', async () => {
  const link = {
    returnTo: '/todos?filter=done',
    screen_hint: 'signup',
    scope: 'openid offline_access delete:users',
    audience: 'https://api.example/',
    connection: 'another-app',
    login_hint: 'another@user.example',
    prompt: 'none',
    max_age: 'never',
    challengeMode: 'popup',
    redirect_uri: 'https://evil.example/',
    organization: 'org_of_another_app',
  }
  const answer = await ask(`/auth/login?${new URLSearchParams(link)}`)
  expect(answer.status).toBe(307)
  expect(Object.fromEntries(new URL(answer.location).searchParams)).toEqual({
    client_id: stage.env.AUTH0_CLIENT_ID,
    code_challenge: expect.any(String),
    code_challenge_method: 'S256',
    nonce: expect.any(String),
    redirect_uri: `${stage.appUrl}/auth/callback`,
    response_type: 'code',
    scope: 'openid profile email offline_access',
    screen_hint: 'signup',
    state: expect.any(String),
  })
})

test('signing out leads over Auth0 to the app, wherever a link would lead', async ({ context }) => {
  const { good: session } = await goodSession(context)
  const link = '/auth/logout?returnTo=https://evil.example/&federated&state=x'
  const answer = await ask(link, { session })
  expect(Object.fromEntries(new URL(answer.location).searchParams)).toEqual({
    client_id: stage.env.AUTH0_CLIENT_ID,
    logout_hint: expect.any(String),
    post_logout_redirect_uri: stage.appUrl,
  })
})

test('routes that the app does not use answer no one, with a session too', async ({ context }) => {
  const { good: session } = await goodSession(context)
  const headers = { 'content-type': 'application/json' }
  const unused = Object.entries(provider.routes(stage)).filter(([, { status }]) => status === 404)
  expect(unused.length).toBeGreaterThan(4)
  for (const [path] of unused) {
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? '{"connection":"email","send":"code"}' : null
      const answer = await ask(path, { method, headers, session, body })
      expect(answer.status, `${method} ${path}`).toBe(404)
    }
  }
})

test('a session that is said to come from the proxy is rejected', async ({ context }) => {
  const { good } = await goodSession(context)
  const headers = {
    'x-middleware-override-headers': 'cookie',
    'x-middleware-request-cookie': cookieHeader(good),
    'x-middleware-set-cookie': cookieHeader(good),
  }
  expect((await ask('/todos', { headers })).status).toBe(307)
  expect((await ask('/auth/profile', { headers })).status).toBe(401)
})

const endings = {
  'users/block': 'is blocked',
  'users/delete': 'is deleted',
  'sessions/revoke': 'has no session left',
} as const

for (const [hook, what] of Object.entries(endings)) {
  test(`a user who ${what} at Auth0 loses reads and writes after ten minutes`, async ({ page }) => {
    const { email } = await signIn(page)
    await list.add(page, 'milk')
    const user = await userId(email)
    await session.expire?.(page, stage)
    const expired = await sessionCookies(page)
    await callHook(stage, hook, { email })

    const answer = await ask('/todos', { session: expired })
    expectAnswer('/todos', answer, toSignIn)
    expect(cookiesOf(answer.cookies)).toMatchObject({ todos_auth0_session: '' })
    const refusal = { ok: false, code: 'unauthenticated' }
    expect(await createAs(expired, user, 'bread')).toMatchObject(refusal)
    expect(await rowsOwnedBy(user)).toMatchObject([{ title: 'milk' }])
  })
}

test('a copy of a session that was signed out of ends after ten minutes', async ({ page }) => {
  await signIn(page)
  await session.expire?.(page, stage)
  const copy = await sessionCookies(page)
  const { location } = await ask('/auth/logout', { session: copy })
  expect(location).toContain(`${stage.emulatorUrl}/oidc/logout`)
  expectAnswer('/todos', await ask('/todos', { session: copy }), toSignIn)
})

test('Auth0 is asked once in ten minutes', async ({ page }) => {
  await signIn(page)
  await session.expire?.(page, stage)
  const expired = await sessionCookies(page)
  await page.goto('/todos')
  const renewed = await sessionCookies(page)
  expect(renewed).not.toEqual(expired)
  await page.reload()
  expect(await sessionCookies(page)).toEqual(renewed)
})

const broken = ['{"alg":"RSA-OAEP","enc":"A256GCM"}', '{"alg":"dir","enc":"A256GCM","zip":"DEF"}']

for (const header of broken) {
  test(`a state whose cookie has the header ${header} ends on the page with a next step`, async () => {
    const __txn_x = `${Buffer.from(header).toString('base64url')}..AAAA.AAAA.AAAA`
    const answer = await ask('/auth/callback?state=x&code=y', { session: { __txn_x } })
    expect([answer.status, answer.location]).toEqual([307, '/sign-in-error'])
  })
}
