import { ask } from '../../suite/ask.ts'
import { cookieHeader, givenSession, goodSession } from '../../suite/session.ts'
import { expect, provider, stage, test } from '../../suite/test.ts'

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
  const asked = Object.fromEntries(new URL(answer.location).searchParams)
  expect(asked).toEqual({
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
  const { good } = await goodSession(context)
  const answer = await ask('/auth/logout?returnTo=https://evil.example/&federated&state=x', {
    headers: { cookie: cookieHeader(good) },
  })
  const asked = Object.fromEntries(new URL(answer.location).searchParams)
  expect(asked).toEqual({
    client_id: stage.env.AUTH0_CLIENT_ID,
    logout_hint: expect.any(String),
    post_logout_redirect_uri: stage.appUrl,
  })
})

test('routes of the SDK that the app does not use answer no one, with a session too', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const headers = { cookie: cookieHeader(good), 'content-type': 'application/json' }
  const unused = Object.entries(provider.routes(stage)).filter(([, { status }]) => status === 404)
  expect(unused.length).toBeGreaterThan(4)
  for (const [path] of unused) {
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { body: '{"connection":"email","send":"code"}' } : {}
      expect((await ask(path, { method, headers, ...body })).status, `${method} ${path}`).toBe(404)
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

test('a page that is opened renews the session, and what its scripts ask for does not', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const renewedBy = async (destination: string) => {
    const headers = { cookie: cookieHeader(good), 'sec-fetch-dest': destination }
    return givenSession(await ask('/todos', { headers })).length
  }
  expect(await renewedBy('document')).toBe(1)
  // Else an answer that arrives after signing out would sign in again.
  expect(await renewedBy('empty')).toBe(0)
})

const broken = ['{"alg":"RSA-OAEP","enc":"A256GCM"}', '{"alg":"dir","enc":"A256GCM","zip":"DEF"}']

for (const header of broken) {
  test(`a state whose cookie has the header ${header} ends on the page with a next step`, async () => {
    const cookie = `__txn_x=${Buffer.from(header).toString('base64url')}..AAAA.AAAA.AAAA`
    const answer = await ask('/auth/callback?state=x&code=y', { headers: { cookie } })
    expect([answer.status, answer.location]).toEqual([307, '/sign-in-error'])
  })
}
