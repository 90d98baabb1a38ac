import { createHash, randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ask, hook, lastMail, send } from '../mail/start.ts'
import {
  askForLink,
  authenticateLink,
  followLink,
  it,
  linkToken,
  redirectUrl,
  sdk,
  sdkHeaders,
  short,
  signedIn,
  startEmulator,
} from './fixture.ts'

const bob = 'bob@example.com'
const notFound = '404 magic_link_not_found'
const usedOrExpired = '401 unable_to_auth_magic_link'

describe('asking for a magic link', () => {
  it('sends a mail and gives nothing away', async ({ emulator }) => {
    const { status, json } = await askForLink(emulator)
    expect({ status, json }).toEqual({
      status: 200,
      json: { data: { status_code: 200, request_id: expect.any(String) } },
    })
    const { subject, text, link, code } = await lastMail(emulator)
    expect({ subject, code }).toEqual({ subject: 'Create your account for Todos', code: null })
    expect(text).toContain('works once, within 30 minutes')
    const url = new URL(link?.url ?? '')
    expect(url.origin + url.pathname).toBe(`${emulator.url}/v1/magic_links/redirect`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      public_token: emulator.publicToken,
      stytch_token_type: 'magic_links',
      token: expect.stringMatching(/^[\w-]{44}$/),
    })
  })

  it('makes an account once, and it is pending until its first sign-in', async ({ emulator }) => {
    await askForLink(emulator, { email: 'Ann@Example.com' })
    await askForLink(emulator)
    const users = async () => (await hook(emulator, 'GET users')).json.users
    const pending = { emails: [{ email: 'ann@example.com', verified: false }], status: 'pending' }
    expect(await users()).toMatchObject([pending])
    await signedIn(emulator)
    expect(await users()).toMatchObject([{ emails: [{ verified: true }], status: 'active' }])
  })

  it('has a link that is good for an hour, or a week before the first sign-in', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    await signedIn(emulator)
    const changes = { login_expiration_minutes: undefined, signup_expiration_minutes: undefined }
    const login = await linkToken(emulator, changes)
    expect(await lastMail(emulator)).toMatchObject({
      subject: 'Sign in to Todos',
      text: expect.stringContaining('within 60 minutes'),
    })
    const signup = await linkToken(emulator, { ...changes, email: bob })
    now += 3_600_000
    expect(short(await authenticateLink(emulator, login))).toBe(usedOrExpired)
    now += 7 * 86_400_000 - 3_600_000 - 1
    expect((await authenticateLink(emulator, signup)).status).toBe(200)
  })

  it.each([
    `${redirectUrl}/`,
    `${redirectUrl}?next=/`,
    'http://localhost:3000',
    'http://localhost:3001/authenticate',
    'http://127.0.0.1:3000/authenticate',
    'https://evil.example/authenticate',
  ])('refuses to lead to %s, and sends and makes nothing', async (url) => {
    const emulator = await startEmulator()
    for (const name of ['login_magic_link_url', 'signup_magic_link_url']) {
      expect(short(await askForLink(emulator, { [name]: url }))).toBe(
        '400 no_match_for_provided_magic_link_url',
      )
    }
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [] })
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
  })

  it('leads to the first redirect URL of the project when the app says nothing', async ({
    emulator,
  }) => {
    const changes = { login_magic_link_url: undefined, signup_magic_link_url: undefined }
    await askForLink(emulator, changes)
    expect((await followLink(emulator)).to).toBe(redirectUrl)
  })

  it.each([
    [{ email: '' }, '400 invalid_email'],
    [{ email: 'ann@' }, '400 invalid_email'],
    [{ email: 'a b@example.com' }, '400 invalid_email'],
    [{ email: undefined }, '400 bad_request'],
    [{ email: 7 }, '400 bad_request'],
    [{ login_expiration_minutes: 4 }, '400 bad_request'],
    [{ signup_expiration_minutes: 10_081 }, '400 bad_request'],
    [{ code_challenge: 'too short' }, '400 bad_request'],
  ])('is refused with %o', async (changes, refusal) => {
    expect(short(await askForLink(await startEmulator(), changes))).toBe(refusal)
  })
})

describe('the link in a mail', () => {
  it('leads on to the app with its token, as often as it is opened', async ({ emulator }) => {
    await askForLink(emulator)
    const first = await followLink(emulator)
    const token = expect.stringMatching(/^[\w-]{44}$/)
    expect(first).toEqual({ to: redirectUrl, stytch_token_type: 'magic_links', token })
    await authenticateLink(emulator, first.token ?? '')
    expect(await followLink(emulator)).toEqual(first)
  })

  it.each([
    { token: 'unknown' },
    { token: 'constructor' },
    { token: '' },
    { public_token: 'public-token-test-other' },
    { public_token: '' },
  ])('that was tampered with ends on a page: %o', async (changes) => {
    const emulator = await startEmulator()
    await askForLink(emulator)
    const url = new URL((await lastMail(emulator)).link?.url ?? '')
    for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value)
    const response = await send(emulator, url.pathname + url.search)
    expect([response.status, response.headers.get('location')]).toEqual([404, null])
    expect(await response.text()).toContain('Ask for a new one in the app.')
  })

  it('of another type is a 501', async () => {
    const route = 'GET /v1/magic_links/redirect?stytch_token_type=oauth&token=x'
    const { json } = await ask(await startEmulator(), route)
    expect(json.error_message).toBe('a link of the type oauth is not emulated')
  })
})

describe('a magic link', () => {
  it('is good once, also when it is opened three times at the same time', async ({ emulator }) => {
    const token = await linkToken(emulator)
    const answers = await Promise.all([1, 2, 3].map(() => authenticateLink(emulator, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect(short(await authenticateLink(emulator, token))).toBe(usedOrExpired)
  })

  it('is refused when its time is over, and forgotten a day later', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const early = await linkToken(emulator)
    const late = await linkToken(emulator, { email: bob })
    now += 30 * 60_000 - 1
    expect((await authenticateLink(emulator, early)).status).toBe(200)
    now += 1
    expect(short(await authenticateLink(emulator, late))).toBe(usedOrExpired)
    now += 86_400_000
    await askForLink(emulator)
    expect(short(await authenticateLink(emulator, late))).toBe(notFound)
  })

  it('does not end another one to the same address', async ({ emulator }) => {
    const [first, second] = [await linkToken(emulator), await linkToken(emulator)]
    expect((await authenticateLink(emulator, second)).status).toBe(200)
    expect((await authenticateLink(emulator, first)).status).toBe(200)
  })

  const duration = '400 invalid_session_duration_minutes'
  it.each([
    [{ token: 'unknown' }, notFound],
    [{ token: 'constructor' }, notFound],
    [{ token: '__proto__' }, notFound],
    [{ token: '' }, notFound],
    [{ token: undefined }, '400 bad_request'],
    [{ code_verifier: 1 }, '400 bad_request'],
    [{ session_duration_minutes: '60' }, '400 bad_request'],
    [{ session_duration_minutes: 4 }, duration],
    [{ session_duration_minutes: 527_041 }, duration],
    [{ session_duration_minutes: 60.5 }, duration],
    [{ session_duration_minutes: -1 }, duration],
    [{ session_duration_minutes: undefined }, '501 not_emulated'],
    [{ dfp_telemetry_id: 'x' }, '501 not_emulated'],
  ])('is refused with %o, and stays good', async (changes, refusal) => {
    const emulator = await startEmulator()
    const token = await linkToken(emulator)
    expect(short(await authenticateLink(emulator, token, changes))).toBe(refusal)
    expect((await authenticateLink(emulator, token)).status).toBe(200)
  })

  it.each(['{', '[]', 'null'])('is refused in the body %s', async (body) => {
    const emulator = await startEmulator()
    const route = 'POST /sdk/v1/magic_links/authenticate'
    expect(await ask(emulator, route, sdkHeaders(emulator), body)).toEqual({
      status: 400,
      json: {
        status_code: 400,
        request_id: expect.stringMatching(/^request-id-test-[0-9a-f-]{36}$/),
        error_type: 'bad_request',
        error_message: expect.stringMatching(/expected object/),
        error_url: 'https://stytch.com/docs/api/errors/400#bad_request',
      },
    })
  })
})

describe('PKCE', () => {
  const code_verifier = randomBytes(32).toString('hex')
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url')

  it('is asked of browsers when the project requires it', async ({ emulator }) => {
    await hook(emulator, 'POST settings', { requirePkce: true })
    const { json } = await sdk(emulator, `GET projects/bootstrap/${emulator.publicToken}`)
    expect(json.data.pkce_required_for_email_magic_links).toBe(true)
    expect(short(await askForLink(emulator))).toBe('400 bad_request')
    expect((await askForLink(emulator, { code_challenge })).status).toBe(200)
  })

  it('refuses another browser, and the link stays good for the one that asked', async ({
    emulator,
  }) => {
    const token = await linkToken(emulator, { code_challenge })
    for (const [changes, refusal] of [
      [{}, '400 pkce_expected_code_verifier'],
      [{ code_verifier: 'another' }, '400 pkce_mismatch'],
      [{ code_verifier: code_challenge }, '400 pkce_mismatch'],
    ] as const) {
      expect(short(await authenticateLink(emulator, token, changes))).toBe(refusal)
    }
    expect((await authenticateLink(emulator, token, { code_verifier })).status).toBe(200)
  })

  it('refuses a verifier for a link that was asked for without', async ({ emulator }) => {
    const answer = await authenticateLink(emulator, await linkToken(emulator), { code_verifier })
    expect(short(answer)).toBe('400 pkce_did_not_expect_code_verifier')
  })
})
