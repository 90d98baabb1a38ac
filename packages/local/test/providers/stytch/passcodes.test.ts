import { describe, expect, it } from 'vitest'
import { hook, startEmulator, type TestEmulator } from './fixture.ts'
import { askForCode, authenticateCode, idOf, lastMail, refused, signedIn } from './flows.ts'

const incorrect = refused(
  404,
  'otp_code_not_found',
  'The passcode was incorrect and could not be authenticated, encourage the user to try inputting the passcode again or send another passcode.',
)
const usedOrExpired = refused(
  401,
  'unable_to_auth_otp_code',
  'The passcode could not be authenticated because it was either already used or expired. Send another passcode to this user.',
)

/** Asks for a code, and reads it in the mail. */
async function sentCode(emulator: TestEmulator, changes: Record<string, unknown> = {}) {
  const { json } = await askForCode(emulator, changes)
  const { code } = await lastMail(emulator)
  return { method_id: json.data.method_id, token: code ?? '' }
}

/** A code of six digits that is not that one. */
const anotherThan = (code: string) => (code === '000000' ? '000001' : '000000')

describe('asking for a code', () => {
  it('sends a letter and tells which address it went to', async () => {
    const emulator = await startEmulator()
    expect(await askForCode(emulator, { email: 'Ann@Example.com' })).toEqual({
      status: 200,
      json: {
        data: { status_code: 200, request_id: idOf('request-id'), method_id: idOf('email') },
      },
    })
    expect(await lastMail(emulator)).toMatchObject({
      to: 'ann@example.com',
      subject: 'Your code for Todos',
      text: 'Type it in where you asked for it. It works once, within 5 minutes.',
      link: null,
      code: expect.stringMatching(/^\d{6}$/),
    })
  })

  it('names the same address again, for links as well', async () => {
    const emulator = await startEmulator()
    const { method_id } = await signedIn(emulator)
    expect((await sentCode(emulator)).method_id).toBe(method_id)
  })

  it.each(['', 'ann'])('refuses the address “%s”', async (email) => {
    expect(await askForCode(await startEmulator(), { email })).toEqual(
      refused(400, 'invalid_email', 'Email format is invalid.'),
    )
  })

  it.each([
    [{ email: undefined }, /email/],
    [{ expiration_minutes: 0 }, /expiration_minutes/],
    [{ expiration_minutes: 11 }, /expiration_minutes/],
  ])('refuses what is no such request: %o', async (changes, message) => {
    expect(await askForCode(await startEmulator(), changes)).toEqual(
      refused(400, 'bad_request', expect.stringMatching(message)),
    )
  })

  it('is a loud 501 with a field that is not imitated', async () => {
    const emulator = await startEmulator()
    expect((await askForCode(emulator, { locale: 'es' })).status).toBe(501)
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { message: '/sdk/v1/otps/email/login_or_create with locale is not emulated' },
    ])
  })
})

describe('a code', () => {
  it('signs in, with the factor that it is', async () => {
    const emulator = await startEmulator()
    const sent = await sentCode(emulator)
    const { status, json } = await authenticateCode(emulator, sent)
    expect(status).toBe(200)
    expect(json.data).toMatchObject({
      method_id: sent.method_id,
      user: { status: 'active', emails: [{ email_id: sent.method_id, verified: true }] },
      session: {
        authentication_factors: [
          {
            type: 'otp',
            delivery_method: 'email',
            email_factor: { email_id: sent.method_id, email_address: 'ann@example.com' },
          },
        ],
      },
    })
  })

  it('is good once, also when it is sent twice at the same time', async () => {
    const emulator = await startEmulator()
    const sent = await sentCode(emulator)
    const answers = await Promise.all([1, 2, 3].map(() => authenticateCode(emulator, sent)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect(await authenticateCode(emulator, sent)).toEqual(usedOrExpired)
  })

  it('can be typed wrong, and then right', async () => {
    const emulator = await startEmulator()
    const sent = await sentCode(emulator)
    const wrong = { ...sent, token: anotherThan(sent.token) }
    expect(await authenticateCode(emulator, wrong)).toEqual(incorrect)
    expect((await authenticateCode(emulator, sent)).status).toBe(200)
  })

  it.each(['', '12345', '1234567', '12345a', '١٢٣٤٥٦'])(
    'has six digits: not “%s”',
    async (token) => {
      const emulator = await startEmulator()
      const { method_id } = await sentCode(emulator)
      expect(await authenticateCode(emulator, { method_id, token })).toEqual(
        refused(400, 'invalid_code', 'Code format is invalid.'),
      )
    },
  )

  it('is for the address that it was sent to', async () => {
    const emulator = await startEmulator()
    const { token } = await sentCode(emulator)
    const { json } = await askForCode(emulator, { email: 'bob@example.com' })
    await hook(emulator, 'POST tokens/expire', { email: 'bob@example.com' })
    const { method_id } = json.data
    for (const other of [method_id, 'email-test-unknown', 'constructor', '']) {
      const { status } = await authenticateCode(emulator, { method_id: other, token })
      expect(status).toBeGreaterThanOrEqual(401)
    }
  })

  it('is refused when its time is over', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const sent = await sentCode(emulator)
    now += 300_000
    expect(await authenticateCode(emulator, sent)).toEqual(usedOrExpired)
  })

  it('lasts two minutes when the app says nothing', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const early = await sentCode(emulator, { expiration_minutes: undefined })
    now += 119_999
    expect((await authenticateCode(emulator, early)).status).toBe(200)
    const late = await sentCode(emulator, { expiration_minutes: undefined })
    now += 120_000
    expect(await authenticateCode(emulator, late)).toEqual(usedOrExpired)
  })

  it('is replaced by the next one', async () => {
    const emulator = await startEmulator()
    const first = await sentCode(emulator)
    const second = await sentCode(emulator)
    expect(await authenticateCode(emulator, first)).toEqual(incorrect)
    expect((await authenticateCode(emulator, second)).status).toBe(200)
  })

  it('starts no session of four minutes, and stays good', async () => {
    const emulator = await startEmulator()
    const sent = await sentCode(emulator)
    const answer = await authenticateCode(emulator, { ...sent, session_duration_minutes: 4 })
    expect(answer.json.error_type).toBe('invalid_session_duration_minutes')
    expect((await authenticateCode(emulator, sent)).status).toBe(200)
  })
})
