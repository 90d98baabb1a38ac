import { describe, expect, it } from 'vitest'
import { appUrl, hook, send, startEmulator, type TestEmulator } from './fixture.ts'
import { basic, idOf, refused, sdk, sdkHeaders } from './flows.ts'

const routes = [
  ['GET', '/projects/bootstrap/x'],
  ['POST', '/magic_links/email/login_or_create'],
  ['POST', '/magic_links/authenticate'],
  ['POST', '/otps/email/login_or_create'],
  ['POST', '/otps/authenticate'],
  ['POST', '/sessions/authenticate'],
  ['POST', '/sessions/revoke'],
  ['GET', '/users/me'],
] as const

/** Sends the same headers to every route; what all of them answer. */
async function everyAnswer(emulator: TestEmulator, headers: Record<string, string>) {
  return Promise.all(
    routes.map(async ([method, path]) => {
      const response = await send(emulator, `/sdk/v1${path}`, { method, headers })
      return { status: response.status, json: await response.json() }
    }),
  )
}

describe('a browser', () => {
  it('learns about the project', async () => {
    const emulator = await startEmulator()
    expect(await sdk(emulator, `GET /projects/bootstrap/${emulator.publicToken}`)).toEqual({
      status: 200,
      json: {
        data: {
          status_code: 200,
          request_id: idOf('request-id'),
          project_name: 'Todos',
          disable_sdk_watermark: true,
          cname_domain: null,
          email_domains: ['example.com'],
          captcha_settings: { enabled: false },
          pkce_required_for_email_magic_links: false,
          pkce_required_for_oauth: false,
          pkce_required_for_password_resets: false,
          pkce_required_for_sso: false,
          slug_pattern: null,
          create_organization_enabled: false,
          password_config: null,
          dfp_protected_auth_enabled: false,
          rbac_policy: { roles: [], resources: [], scopes: [] },
          siwe_required_for_crypto_wallets: false,
          vertical: 'CONSUMER',
        },
      },
    })
  })

  it('learns nothing about another project', async () => {
    expect(await sdk(await startEmulator(), 'GET /projects/bootstrap/other')).toEqual(
      refused(404, 'project_not_found', 'Project could not be found.'),
    )
  })

  it('tells what happened, without credentials', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, '/sdk/v1/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: appUrl },
      body: '[{"telemetry":{},"event":{}}]',
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({})
  })

  const strangers: [string, (emulator: TestEmulator) => string][] = [
    ['nothing', () => ''],
    ['another public token', () => basic('public-token-test-other', 'public-token-test-other')],
    ['the secret', ({ projectId, secret }) => basic(projectId, secret)],
    ['the public token as a bearer token', ({ publicToken }) => `Bearer ${publicToken}`],
  ]
  it.each(strangers)('without the public token is refused: %s', async (_, authorizationOf) => {
    const emulator = await startEmulator()
    const authorization = authorizationOf(emulator)
    const refusal = refused(401, 'unauthorized_credentials', 'Unauthorized credentials.')
    const answers = await everyAnswer(emulator, { ...sdkHeaders(emulator), authorization })
    for (const answer of answers) expect(answer).toEqual(refusal)
  })

  it.each([
    { origin: 'https://evil.example', 'x-sdk-parent-host': 'https://evil.example' },
    { origin: 'https://evil.example' },
    { 'x-sdk-parent-host': 'https://evil.example' },
    { 'x-sdk-parent-host': `${appUrl}/` },
    { origin: 'http://localhost:3001' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
  ])('on a page of another domain is refused: %o', async (changes) => {
    const emulator = await startEmulator()
    const refusal = refused(
      400,
      'bad_domain_for_stytch_sdk',
      'This website has not been registered as an allowed domain for the Stytch SDK. Please add it here: https://stytch.com/dashboard/sdk-configuration',
    )
    const answers = await everyAnswer(emulator, { ...sdkHeaders(emulator), ...changes })
    for (const answer of answers) expect(answer).toEqual(refusal)
  })

  it('that does not say where it is is refused', async () => {
    const emulator = await startEmulator()
    const { authorization } = sdkHeaders(emulator)
    for (const { json } of await everyAnswer(emulator, { authorization })) {
      expect(json).toMatchObject({ error_type: 'bad_domain_for_stytch_sdk' })
    }
  })
})

describe('scripts of', () => {
  const asked = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,x-sdk-client,x-sdk-parent-host',
  }
  const preflight = (emulator: TestEmulator, origin: string, path = '/sdk/v1/otps/authenticate') =>
    send(emulator, path, { method: 'OPTIONS', headers: { ...asked, origin } })

  const cors = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')))

  it('the app may call it, with credentials', async () => {
    const response = await preflight(await startEmulator(), appUrl)
    expect(response.status).toBe(204)
    expect(cors(response)).toEqual({
      'access-control-allow-origin': appUrl,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET,POST,PUT,DELETE',
      'access-control-allow-headers': 'authorization,content-type,x-sdk-client,x-sdk-parent-host',
    })
    expect(response.headers.get('vary')).toContain('Origin')
  })

  it.each(['https://evil.example', 'http://localhost:3001', 'null'])(
    'another site may not: %s',
    async (origin) => {
      const emulator = await startEmulator()
      const headers = { ...sdkHeaders(emulator), origin }
      const path = `/sdk/v1/projects/bootstrap/${emulator.publicToken}`
      for (const response of [
        await preflight(emulator, origin),
        await send(emulator, path, { headers }),
      ]) {
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    },
  )

  it.each(['/v1/sessions/authenticate', '/mailbox', '/_emulate/mail', '/v1/magic_links/redirect'])(
    'the app may not read %s',
    async (path) => {
      const emulator = await startEmulator()
      for (const method of ['OPTIONS', 'GET']) {
        const response = await send(emulator, path, {
          method,
          headers: { ...asked, origin: appUrl },
        })
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    },
  )

  it('the app can read every answer: a good one, a refusal, a 501, a fault and an error', async () => {
    const emulator = await startEmulator()
    const headers = sdkHeaders(emulator)
    const path = `/sdk/v1/projects/bootstrap/${emulator.publicToken}`
    await hook(emulator, 'POST faults', { path, status: 503, body: {}, times: 1 })
    await hook(emulator, 'POST faults', { path, status: 204, body: 'no body', times: 1 })
    const answers = [
      await send(emulator, path, { headers }),
      await send(emulator, path, { headers }),
      await send(emulator, path, { headers }),
      await send(emulator, '/sdk/v1/users/me', { headers }),
      await send(emulator, '/sdk/v1/passwords/authenticate', { method: 'POST', headers }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([503, 500, 200, 401, 501])
    for (const response of answers) {
      expect(response.headers.get('access-control-allow-origin')).toBe(appUrl)
    }
  })

  it('the app ask first, which is neither logged nor met by a fault', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { status: 503, times: 1 })
    expect((await preflight(emulator, appUrl)).status).toBe(204)
    expect((await hook(emulator, 'GET log')).json.requests).toEqual([])
    expect((await hook(emulator, 'GET faults')).json.faults).toHaveLength(1)
  })
})
