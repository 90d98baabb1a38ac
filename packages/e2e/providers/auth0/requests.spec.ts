import {
  ask,
  cookieHeader,
  givenSession,
  goodSession,
  sessionCookies,
} from '../../suite/session.ts'
import { expect, provider, signIn, stage, test } from '../../suite/test.ts'
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

test('the session holds the access token alone, and fits into one cookie', async ({ page }) => {
  await signIn(page)
  const cookies = await sessionCookies(page)
  expect(Object.keys(cookies)).toHaveLength(1)
  const { tokenSet } = open(cookies, stage)
  expect(tokenSet).not.toHaveProperty('idToken')
  expect(tokenSet).not.toHaveProperty('refreshToken')
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
    scope: 'openid profile email',
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

test('a page that is opened renews the session, and its scripts do not', async ({ context }) => {
  const { good: session } = await goodSession(context)
  const renewedBy = async (destination: string) => {
    const headers = { 'sec-fetch-dest': destination }
    return givenSession(await ask('/todos', { headers, session })).length
  }
  expect(await renewedBy('document')).toBe(1)
  // Else an answer that arrives after signing out would sign in again.
  expect(await renewedBy('empty')).toBe(0)
})

const broken = ['{"alg":"RSA-OAEP","enc":"A256GCM"}', '{"alg":"dir","enc":"A256GCM","zip":"DEF"}']

for (const header of broken) {
  test(`a state whose cookie has the header ${header} ends on the page with a next step`, async () => {
    const __txn_x = `${Buffer.from(header).toString('base64url')}..AAAA.AAAA.AAAA`
    const answer = await ask('/auth/callback?state=x&code=y', { session: { __txn_x } })
    expect([answer.status, answer.location]).toEqual([307, '/sign-in-error'])
  })
}
