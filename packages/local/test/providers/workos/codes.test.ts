import { describe, expect, it } from 'vitest'
import { hook, startEmulator } from './fixture.ts'
import { exchangeCode, signUp } from './flows.ts'

const ulid = '[0-9A-HJKMNP-TV-Z]{26}'
const invalidCode = (code: string) => ({
  status: 400,
  json: {
    error: 'invalid_grant',
    error_description: `The code '${code}' has expired or is invalid.`,
  },
})

describe('a code', () => {
  it('is exchanged for the user and tokens', async () => {
    const now = Date.UTC(2026, 0, 2, 3, 4, 5, 6)
    const at = '2026-01-02T03:04:05.006Z'
    const emulator = await startEmulator(() => now)
    const { code } = await signUp(emulator)
    expect(await exchangeCode(emulator, code)).toEqual({
      status: 200,
      json: {
        user: {
          object: 'user',
          id: expect.stringMatching(`^user_${ulid}$`),
          email: 'ann@example.com',
          email_verified: true,
          name: null,
          first_name: null,
          last_name: null,
          profile_picture_url: null,
          last_sign_in_at: at,
          locale: null,
          created_at: at,
          updated_at: at,
          external_id: null,
          metadata: {},
        },
        organization_id: null,
        access_token: expect.any(String),
        refresh_token: expect.stringMatching(/^[\w-]{32}$/),
        authentication_method: 'Password',
      },
    })
  })

  it('is good for one exchange', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const results = await Promise.all([exchangeCode(emulator, code), exchangeCode(emulator, code)])
    expect(results.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(await exchangeCode(emulator, code)).toEqual(invalidCode(code))
  })

  it('is refused with another verifier, and is used up by that', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    expect(await exchangeCode(emulator, code, 'another')).toEqual(invalidCode(code))
    expect(await exchangeCode(emulator, code)).toEqual(invalidCode(code))
  })

  it('is refused after ten minutes', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const { code: early } = await signUp(emulator, 'ann@example.com')
    const { code: late } = await signUp(emulator, 'bob@example.com')
    now += 599_000
    expect((await exchangeCode(emulator, early)).status).toBe(200)
    now += 1_000
    expect(await exchangeCode(emulator, late)).toEqual(invalidCode(late))
  })

  it('is refused when its session has ended', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await hook(emulator, 'POST sessions/revoke')
    expect(await exchangeCode(emulator, code)).toEqual(invalidCode(code))
  })

  it.each(['unknown', 'constructor', '__proto__'])(
    'that was never given is refused: %s',
    async (code) => {
      expect(await exchangeCode(await startEmulator(), code)).toEqual(invalidCode(code))
    },
  )
})
