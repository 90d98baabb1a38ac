import { describe, expect } from 'vitest'
import { appUrl, ask, hook, send } from '../mail/start.ts'
import {
  askForLink,
  basic,
  followLink,
  it,
  sdk,
  sdkHeaders,
  short,
  startEmulator,
  type TestEmulator,
} from './fixture.ts'

const other = 'http://localhost:3001'
const bootstrap = ({ publicToken }: TestEmulator) => `projects/bootstrap/${publicToken}`

/** Sends the same headers to every route of the browser's SDK; the different answers. */
async function answers(emulator: TestEmulator, headers: Record<string, string>) {
  const routes = [
    'GET projects/bootstrap/x',
    'POST magic_links/email/login_or_create',
    'POST magic_links/authenticate',
    'POST otps/email/login_or_create',
    'POST otps/authenticate',
    'POST sessions/authenticate',
    'POST sessions/revoke',
    'GET users/me',
  ]
  const all = routes.map((route) => ask(emulator, route.replace(' ', ' /sdk/v1/'), headers))
  return [...new Set((await Promise.all(all)).map(short))]
}

describe('a browser', () => {
  it('learns about the project, and nothing about another one', async ({ emulator }) => {
    const { status, json } = await sdk(emulator, `GET ${bootstrap(emulator)}`)
    expect(status).toBe(200)
    expect(json.data).toMatchObject({
      status_code: 200,
      request_id: expect.stringMatching(/^request-id-test-[0-9a-f-]{36}$/),
      project_name: 'Todos',
      captcha_settings: { enabled: false },
      pkce_required_for_email_magic_links: false,
      vertical: 'CONSUMER',
    })
    expect(short(await sdk(emulator, 'GET projects/bootstrap/other'))).toBe('404 project_not_found')
  })

  it('tells what happened, without credentials', async () => {
    const answer = await ask(await startEmulator(), 'POST /sdk/v1/events', { origin: appUrl }, '[]')
    expect(answer).toEqual({ status: 200, json: {} })
  })

  const strangers: [string, (emulator: TestEmulator) => string][] = [
    ['nothing', () => ''],
    ['another public token', () => basic('public-token-test-other', 'public-token-test-other')],
    ['the secret', ({ projectId, secret }) => basic(projectId, secret)],
    ['the public token as a bearer token', ({ publicToken }) => `Bearer ${publicToken}`],
  ]
  it.each(strangers)('without the public token is refused: %s', async (_, authorizationOf) => {
    const emulator = await startEmulator()
    const headers = { ...sdkHeaders(emulator), authorization: authorizationOf(emulator) }
    expect(await answers(emulator, headers)).toEqual(['401 unauthorized_credentials'])
  })

  it.each([
    {},
    { origin: 'https://evil.example', 'x-sdk-parent-host': 'https://evil.example' },
    { origin: 'https://evil.example', 'x-sdk-parent-host': appUrl },
    { origin: appUrl, 'x-sdk-parent-host': 'https://evil.example' },
    { 'x-sdk-parent-host': `${appUrl}/` },
    { origin: other },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
  ])('on a page of another domain is refused: %o', async (headers) => {
    const emulator = await startEmulator()
    const { authorization } = sdkHeaders(emulator)
    expect(
      await answers(emulator, { authorization, ...headers } as Record<string, string>),
    ).toEqual(['400 bad_domain_for_stytch_sdk'])
  })
})

describe('scripts of', () => {
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin')
  const preflight = (emulator: TestEmulator, origin: string, path: string) =>
    send(emulator, path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })

  it('the app may call the API, with credentials, which is not logged', async ({ emulator }) => {
    const response = await preflight(emulator, appUrl, '/sdk/v1/otps/authenticate')
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': appUrl,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,POST,PUT,DELETE',
      'access-control-allow-headers': 'authorization,content-type,x-sdk-client,x-sdk-parent-host',
      vary: expect.stringContaining('Origin'),
    })
    expect((await hook(emulator, 'GET log')).json.requests).toEqual([])
  })

  it.each(['https://evil.example', other, 'null'])('another site may not: %s', async (origin) => {
    const emulator = await startEmulator()
    const path = `/sdk/v1/${bootstrap(emulator)}`
    const headers = { ...sdkHeaders(emulator), origin }
    expect(allowed(await preflight(emulator, origin, path))).toBeNull()
    expect(allowed(await send(emulator, path, { headers }))).toBeNull()
  })

  it.each(['/v1/sessions/authenticate', '/mailbox', '/_emulate/mail', '/v1/magic_links/redirect'])(
    'the app may not read %s',
    async (path) => {
      const emulator = await startEmulator()
      expect(allowed(await preflight(emulator, appUrl, path))).toBeNull()
      expect(allowed(await send(emulator, path, { headers: { origin: appUrl } }))).toBeNull()
    },
  )

  it('the app can read every answer: a fault, an error, a good one, a refusal and a 501', async ({
    emulator,
  }) => {
    const path = `/sdk/v1/${bootstrap(emulator)}`
    await hook(emulator, 'POST faults', { path, status: 503, body: {}, times: 1 })
    await hook(emulator, 'POST faults', { path, status: 204, body: 'no body', times: 1 })
    const unknown = '/sdk/v1/passwords/strength'
    const statuses = []
    for (const each of [path, path, path, '/sdk/v1/users/me', unknown]) {
      const response = await send(emulator, each, { headers: sdkHeaders(emulator) })
      expect(allowed(response)).toBe(appUrl)
      statuses.push(response.status)
    }
    expect(statuses).toEqual([503, 500, 200, 401, 501])
  })
})

describe('another address of the app', () => {
  it('may call the API and be led to once a test has registered it', async ({ emulator }) => {
    const headers = { ...sdkHeaders(emulator), origin: other, 'x-sdk-parent-host': other }
    const url = `${other}/authenticate`
    const urls = { login_magic_link_url: url, signup_magic_link_url: url }
    const refusal = '400 no_match_for_provided_magic_link_url'
    expect(short(await askForLink(emulator, urls))).toBe(refusal)
    await hook(emulator, 'POST settings', { moreOrigins: [other] })
    const answer = await send(emulator, `/sdk/v1/${bootstrap(emulator)}`, { headers })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, other])
    expect((await askForLink(emulator, urls)).status).toBe(200)
    expect((await followLink(emulator)).to).toBe(url)
    expect(short(await askForLink(emulator, { login_magic_link_url: `${url}/` }))).toBe(refusal)
    for (const origin of ['localhost:3001', `${other}/`, url, '*']) {
      expect((await hook(emulator, 'POST settings', { moreOrigins: [origin] })).status).toBe(400)
    }
  })
})
