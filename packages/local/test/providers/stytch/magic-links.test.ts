import { describe, expect, it } from 'vitest'
import { hook, redirectUrl, send, startEmulator } from './fixture.ts'
import {
  askForLink,
  authenticateLink,
  followLink,
  lastMail,
  linkToken,
  refused,
  sdkHeaders,
} from './flows.ts'

const notFound = refused(
  404,
  'magic_link_not_found',
  'The magic link could not be authenticated, try sending another magic link to the user.',
)
const usedOrExpired = refused(
  401,
  'unable_to_auth_magic_link',
  'The magic link could not be authenticated because it was either already used or expired. Send another magic link to this user.',
)

describe('the link in a letter', () => {
  it('leads on to the app with its token, as often as it is opened', async () => {
    const emulator = await startEmulator()
    await askForLink(emulator)
    const first = await followLink(emulator)
    expect(first).toEqual({
      to: redirectUrl,
      stytch_token_type: 'magic_links',
      token: expect.stringMatching(/^[\w-]{44}$/),
    })
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
    expect(response.status).toBe(404)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('It is not one that was sent. Ask for a new one in the app.')
    expect(page).toContain('<a class="alone" href="http://localhost:3000">Back to the app</a>')
  })

  it('of another type is a loud 501', async () => {
    const emulator = await startEmulator()
    const path = '/v1/magic_links/redirect?stytch_token_type=oauth&token=x'
    expect((await send(emulator, path)).status).toBe(501)
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { message: 'a link of the type oauth is not emulated' },
    ])
  })
})

describe('a magic link', () => {
  it('is good once, also when it is opened twice at the same time', async () => {
    const emulator = await startEmulator()
    const token = await linkToken(emulator)
    const answers = await Promise.all([1, 2, 3].map(() => authenticateLink(emulator, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect(await authenticateLink(emulator, token)).toEqual(usedOrExpired)
  })

  it('is refused when its time is over', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const early = await linkToken(emulator, { email: 'ann@example.com' })
    const late = await linkToken(emulator, { email: 'bob@example.com' })
    now += 30 * 60_000 - 1
    expect((await authenticateLink(emulator, early)).status).toBe(200)
    now += 1
    expect(await authenticateLink(emulator, late)).toEqual(usedOrExpired)
  })

  it('is forgotten a day after that', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const token = await linkToken(emulator)
    now += 86_400_000 + 30 * 60_000
    await askForLink(emulator, { email: 'bob@example.com' })
    expect(await authenticateLink(emulator, token)).toEqual(notFound)
  })

  it.each(['unknown', 'constructor', '__proto__', ''])(
    'that was never sent is refused: “%s”',
    async (token) => {
      expect(await authenticateLink(await startEmulator(), token)).toEqual(notFound)
    },
  )

  it('does not end another one to the same address', async () => {
    const emulator = await startEmulator()
    const first = await linkToken(emulator)
    const second = await linkToken(emulator)
    expect((await authenticateLink(emulator, second)).status).toBe(200)
    expect((await authenticateLink(emulator, first)).status).toBe(200)
  })

  it.each([4, 527_041, 60.5, -1])(
    'starts no session of %d minutes, and stays good',
    async (session_duration_minutes) => {
      const emulator = await startEmulator()
      const token = await linkToken(emulator)
      expect(await authenticateLink(emulator, token, { session_duration_minutes })).toEqual(
        refused(
          400,
          'invalid_session_duration_minutes',
          'session_duration_minutes is invalid, should be between 5 to 527040 minutes.',
        ),
      )
      expect((await authenticateLink(emulator, token)).status).toBe(200)
    },
  )

  it.each([
    [{ session_duration_minutes: undefined }, 'without a session'],
    [{ dfp_telemetry_id: 'x' }, 'with dfp_telemetry_id'],
  ])('is a loud 501 with %o', async (changes, what) => {
    const emulator = await startEmulator()
    const { status, json } = await authenticateLink(emulator, 'token', changes)
    const message = `/sdk/v1/magic_links/authenticate ${what} is not emulated`
    expect({ status, json }).toEqual({ status: 501, json: { error: 'not_emulated', message } })
  })

  it.each([{ token: undefined }, { session_duration_minutes: '60' }, { code_verifier: 1 }])(
    'is refused in a request that is none: %o',
    async (changes) => {
      expect(await authenticateLink(await startEmulator(), 'token', changes)).toEqual(
        refused(400, 'bad_request', expect.stringMatching(/✖/)),
      )
    },
  )

  it.each(['{', '[]', 'null'])('is refused in the body %s', async (body) => {
    const emulator = await startEmulator()
    const response = await send(emulator, '/sdk/v1/magic_links/authenticate', {
      method: 'POST',
      headers: sdkHeaders(emulator),
      body,
    })
    expect({ status: response.status, json: await response.json() }).toEqual(
      refused(400, 'bad_request', expect.stringMatching(/expected object/)),
    )
  })
})
