import { describe, expect } from 'vitest'
import { anotherThan, hook, lastMail } from '../mail/start.ts'
import {
  authenticateCode,
  authenticateLink,
  it,
  linkToken,
  sdk,
  sentCode,
  short,
  signedIn,
  startEmulator,
} from './fixture.ts'

const incorrect = '404 otp_code_not_found'
const usedOrExpired = '401 unable_to_auth_otp_code'

/** An emulator, and the code that Ann was sent. */
async function sent(now?: () => number) {
  const emulator = await startEmulator(now)
  return { emulator, code: await sentCode(emulator) }
}

describe('asking for a code', () => {
  it('sends a mail and tells which address it went to, as links do', async ({ emulator }) => {
    const { method_id } = await signedIn(emulator)
    expect((await sentCode(emulator, { email: 'ann@example.com' })).method_id).toBe(method_id)
    expect(method_id).toMatch(/^email-test-[0-9a-f-]{36}$/)
    expect(await lastMail(emulator)).toMatchObject({
      to: 'ann@example.com',
      subject: 'Your code for Todos',
      text: 'Type it in where you asked for it. It works once, within 5 minutes.',
      link: null,
      code: expect.stringMatching(/^\d{6}$/),
    })
  })

  it.each([
    [{ email: '' }, '400 invalid_email'],
    [{ email: 'ann' }, '400 invalid_email'],
    [{}, '400 bad_request'],
    [{ email: 'ann@example.com', expiration_minutes: 0 }, '400 bad_request'],
    [{ email: 'ann@example.com', expiration_minutes: 11 }, '400 bad_request'],
    [{ email: 'ann@example.com', locale: 'es' }, '501 not_emulated'],
  ])('is refused with %o', async (body, refusal) => {
    const answer = await sdk(await startEmulator(), 'POST otps/email/login_or_create', body)
    expect(short(answer)).toBe(refusal)
  })
})

describe('a code', () => {
  it('signs in, with the factor that it is', async () => {
    const { emulator, code } = await sent()
    const { method_id } = code
    const { data } = (await authenticateCode(emulator, code)).json
    expect(data).toMatchObject({ method_id, user: { status: 'active' } })
    expect(data.session.authentication_factors).toMatchObject([
      { type: 'otp', email_factor: { email_id: method_id, email_address: 'ann@example.com' } },
    ])
  })

  it('is good once, also when it is sent three times at the same time', async () => {
    const { emulator, code } = await sent()
    const answers = await Promise.all([1, 2, 3].map(() => authenticateCode(emulator, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect(short(await authenticateCode(emulator, code))).toBe(usedOrExpired)
  })

  it('can be typed wrong, and then right', async () => {
    const { emulator, code } = await sent()
    const wrong = { ...code, token: anotherThan(code.token) }
    expect(short(await authenticateCode(emulator, wrong))).toBe(incorrect)
    expect((await authenticateCode(emulator, code)).status).toBe(200)
  })

  it.each([
    [{ token: '' }, '400 invalid_code'],
    [{ token: '1234567' }, '400 invalid_code'],
    [{ token: '12345a' }, '400 invalid_code'],
    [{ token: '١٢٣٤٥٦' }, '400 invalid_code'],
    [{ method_id: 'email-test-unknown' }, incorrect],
    [{ method_id: 'constructor' }, incorrect],
    [{ session_duration_minutes: 4 }, '400 invalid_session_duration_minutes'],
  ])('is refused with %o, and stays good', async (changes, refusal) => {
    const { emulator, code } = await sent()
    expect(short(await authenticateCode(emulator, { ...code, ...changes }))).toBe(refusal)
    expect((await authenticateCode(emulator, code)).status).toBe(200)
  })

  it('is for the address that it was sent to', async () => {
    const { emulator, code } = await sent()
    const bob = await sentCode(emulator, { email: 'bob@example.com' })
    // The two may be the same, by chance.
    await hook(emulator, 'POST tokens/expire', { email: 'bob@example.com' })
    const { status } = await authenticateCode(emulator, { ...code, method_id: bob.method_id })
    expect([401, 404]).toContain(status)
  })

  it('and a link can be made to expire by a test, for one user and no session', async () => {
    const { emulator, code } = await sent()
    const { session_token } = await signedIn(emulator)
    const link = await linkToken(emulator)
    const other = await linkToken(emulator, { email: 'bob@example.com' })
    const { json } = await hook(emulator, 'POST tokens/expire', { email: 'ann@example.com' })
    expect(json).toEqual({ ended: [link, code.token] })
    expect(short(await authenticateCode(emulator, code))).toBe(usedOrExpired)
    expect(short(await authenticateLink(emulator, link))).toBe('401 unable_to_auth_magic_link')
    expect((await authenticateLink(emulator, other)).status).toBe(200)
    expect((await sdk(emulator, 'POST sessions/authenticate', {}, session_token)).status).toBe(200)
  })

  it('is refused when its time is over: the app’s, or two minutes', async () => {
    let now = Date.now()
    const { emulator, code } = await sent(() => now)
    const bob = await sentCode(emulator, {
      email: 'bob@example.com',
      expiration_minutes: undefined,
    })
    now += 119_999
    expect((await authenticateCode(emulator, bob)).status).toBe(200)
    now += 180_001
    expect(short(await authenticateCode(emulator, code))).toBe(usedOrExpired)
  })

  it('is replaced by the next one', async () => {
    const { emulator, code } = await sent()
    const next = await sentCode(emulator)
    expect(short(await authenticateCode(emulator, code))).toBe(incorrect)
    expect((await authenticateCode(emulator, next)).status).toBe(200)
  })
})
