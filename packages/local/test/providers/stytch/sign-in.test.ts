import { describe, expect, it } from 'vitest'
import { hook, startEmulator } from './fixture.ts'
import {
  askForCode,
  authenticateCode,
  authenticateLink,
  idOf,
  lastMail,
  linkToken,
  sdk,
  signedIn,
} from './flows.ts'

describe('signing in', () => {
  it('answers the session and the user, with tokens for both', async () => {
    const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
    const at = '2026-01-02T03:04:05Z'
    const emulator = await startEmulator(() => now)
    const { status, json } = await authenticateLink(emulator, await linkToken(emulator))
    const user = {
      user_id: idOf('user'),
      name: { first_name: '', middle_name: '', last_name: '' },
      emails: [{ email_id: idOf('email'), email: 'ann@example.com', verified: true }],
      phone_numbers: [],
      providers: [],
      webauthn_registrations: [],
      biometric_registrations: [],
      totps: [],
      crypto_wallets: [],
      password: null,
      status: 'active',
      is_locked: false,
      roles: ['stytch_user'],
      trusted_metadata: {},
      untrusted_metadata: {},
      external_id: null,
      created_at: at,
    }
    expect(status).toBe(200)
    expect(json.data).toEqual({
      status_code: 200,
      request_id: idOf('request-id'),
      user_id: json.data.user.user_id,
      method_id: json.data.user.emails[0].email_id,
      reset_sessions: false,
      session_token: expect.stringMatching(/^[\w-]{44}$/),
      session_jwt: expect.stringMatching(/^eyJ/),
      session: {
        session_id: idOf('session'),
        user_id: json.data.user.user_id,
        started_at: at,
        last_accessed_at: at,
        expires_at: '2026-01-02T04:04:05Z',
        attributes: { ip_address: '127.0.0.1', user_agent: 'node' },
        authentication_factors: [
          {
            type: 'magic_link',
            delivery_method: 'email',
            created_at: at,
            last_authenticated_at: at,
            updated_at: at,
            email_factor: {
              email_id: json.data.user.emails[0].email_id,
              email_address: 'ann@example.com',
            },
          },
        ],
        custom_claims: {},
        roles: ['stytch_user'],
      },
      user,
      __user: user,
    })
  })

  it('again goes on with the session that the browser has', async () => {
    let now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    const first = await signedIn(emulator)
    now += 60_000
    const { json } = await askForCode(emulator)
    const { code } = await lastMail(emulator)
    const second = await authenticateCode(
      emulator,
      { method_id: json.data.method_id, token: code ?? '' },
      first.session_token,
    )
    expect(second.json.data).toMatchObject({
      session_token: first.session_token,
      session: {
        session_id: first.session.session_id,
        started_at: '2026-01-02T00:00:00Z',
        expires_at: '2026-01-02T01:01:00Z',
        authentication_factors: [
          { type: 'magic_link', last_authenticated_at: '2026-01-02T00:00:00Z' },
          { type: 'otp', last_authenticated_at: '2026-01-02T00:01:00Z' },
        ],
      },
    })
  })

  it('by the same means again notes when', async () => {
    let now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    const first = await signedIn(emulator)
    const token = await linkToken(emulator)
    now += 60_000
    const { json } = await authenticateLink(emulator, token, {}, first.session_token)
    expect(json.data.session.authentication_factors).toMatchObject([
      { created_at: '2026-01-02T00:00:00Z', last_authenticated_at: '2026-01-02T00:01:00Z' },
    ])
  })

  it('as somebody else gives the browser another session and leaves the first as it is', async () => {
    const emulator = await startEmulator()
    const ann = await signedIn(emulator, 'ann@example.com')
    const token = await linkToken(emulator, { email: 'bob@example.com' })
    const { json } = await authenticateLink(emulator, token, {}, ann.session_token)
    expect(json.data.user_id).not.toBe(ann.user_id)
    expect(json.data.session_token).not.toBe(ann.session_token)
    expect(
      (await sdk(emulator, 'POST /sessions/authenticate', { token: ann.session_token })).status,
    ).toBe(200)
  })

  it('beside a session that has ended starts a new one', async () => {
    const emulator = await startEmulator()
    const first = await signedIn(emulator)
    await hook(emulator, 'POST sessions/revoke')
    const token = await linkToken(emulator)
    const { json } = await authenticateLink(emulator, token, {}, first.session_token)
    expect(json.data.session_token).not.toBe(first.session_token)
  })
})
