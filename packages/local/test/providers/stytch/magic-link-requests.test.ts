import { describe, expect, it } from 'vitest'
import { hook, redirectUrl, startEmulator } from './fixture.ts'
import {
  askForLink,
  authenticateLink,
  followLink,
  idOf,
  lastMail,
  linkToken,
  refused,
  signedIn,
} from './flows.ts'

const usedOrExpired = refused(
  401,
  'unable_to_auth_magic_link',
  'The magic link could not be authenticated because it was either already used or expired. Send another magic link to this user.',
)

describe('asking for a magic link', () => {
  it('sends a letter and gives nothing away', async () => {
    const emulator = await startEmulator()
    const { publicToken } = emulator
    expect(await askForLink(emulator)).toEqual({
      status: 200,
      json: { data: { status_code: 200, request_id: idOf('request-id') } },
    })
    const { subject, text, link, code } = await lastMail(emulator)
    expect({ subject, text, code }).toEqual({
      subject: 'Create your account for Todos',
      text: 'Somebody, hopefully you, wants to sign in with this address. The link works once, within 30 minutes.',
      code: null,
    })
    const url = new URL(link?.url ?? '')
    expect(url.origin + url.pathname).toBe(`${emulator.url}/v1/magic_links/redirect`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      public_token: publicToken,
      stytch_token_type: 'magic_links',
      token: expect.stringMatching(/^[\w-]{44}$/),
    })
  })

  it('makes an account once, and it is pending until its first sign-in', async () => {
    const emulator = await startEmulator()
    await askForLink(emulator, { email: 'Ann@Example.com' })
    await askForLink(emulator)
    const before = (await hook(emulator, 'GET users')).json.users
    expect(before).toMatchObject([
      { emails: [{ email: 'ann@example.com', verified: false }], status: 'pending' },
    ])
    await signedIn(emulator)
    expect((await hook(emulator, 'GET users')).json.users).toMatchObject([
      { user_id: before[0].user_id, emails: [{ verified: true }], status: 'active' },
    ])
  })

  it('sends another letter, for less time, to somebody who has signed in', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    await signedIn(emulator)
    const token = await linkToken(emulator, {
      login_expiration_minutes: undefined,
      signup_expiration_minutes: undefined,
    })
    const { subject, text } = await lastMail(emulator)
    expect(subject).toBe('Sign in to Todos')
    expect(text).toContain('within 60 minutes')
    now += 3_600_000
    expect(await authenticateLink(emulator, token)).toEqual(usedOrExpired)
  })

  it('has a link that is good for a week, when the app says nothing and nobody has signed in', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const changes = { signup_expiration_minutes: undefined }
    const early = await linkToken(emulator, { ...changes, email: 'ann@example.com' })
    const late = await linkToken(emulator, { ...changes, email: 'bob@example.com' })
    now += 7 * 86_400_000 - 1
    expect((await authenticateLink(emulator, early)).status).toBe(200)
    now += 1
    expect(await authenticateLink(emulator, late)).toEqual(usedOrExpired)
  })

  it.each(['', 'ann', 'ann@', 'a b@example.com'])('refuses the address “%s”', async (email) => {
    expect(await askForLink(await startEmulator(), { email })).toEqual(
      refused(400, 'invalid_email', 'Email format is invalid.'),
    )
  })

  it.each([
    `${redirectUrl}/`,
    `${redirectUrl}?next=/`,
    'http://localhost:3000',
    'http://localhost:3001/authenticate',
    'http://127.0.0.1:3000/authenticate',
    'https://evil.example/authenticate',
  ])('refuses to lead to %s, and makes nobody', async (url) => {
    const emulator = await startEmulator()
    const refusal = refused(
      400,
      'no_match_for_provided_magic_link_url',
      'The magic_link_url in the request did not match any redirect URLs set for this project.',
    )
    expect(await askForLink(emulator, { login_magic_link_url: url })).toEqual(refusal)
    expect(await askForLink(emulator, { signup_magic_link_url: url })).toEqual(refusal)
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [] })
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
  })

  it('leads to the first redirect URL of the project when the app says nothing', async () => {
    const emulator = await startEmulator()
    await askForLink(emulator, {
      login_magic_link_url: undefined,
      signup_magic_link_url: undefined,
    })
    expect((await followLink(emulator)).to).toBe(redirectUrl)
  })

  it.each([
    [{ email: undefined }, /email/],
    [{ email: 7 }, /email/],
    [{ login_expiration_minutes: 4 }, /login_expiration_minutes/],
    [{ signup_expiration_minutes: 10_081 }, /signup_expiration_minutes/],
    [{ code_challenge: 'too short' }, /code_challenge/],
  ])('refuses what is no such request: %o', async (changes, message) => {
    expect(await askForLink(await startEmulator(), changes)).toEqual(
      refused(400, 'bad_request', expect.stringMatching(message)),
    )
  })

  it('is a loud 501 with a field that is not imitated', async () => {
    const emulator = await startEmulator()
    const { status, json } = await askForLink(emulator, { locale: 'es' })
    const message = '/sdk/v1/magic_links/email/login_or_create with locale is not emulated'
    expect({ status, json }).toEqual({ status: 501, json: { error: 'not_emulated', message } })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })
})
