import { describe, expect, it } from 'vitest'
import { redirectUri, send, startEmulator, type TestEmulator } from './fixture.ts'
import { exchangeCode, redirected, signUp, submit } from './flows.ts'

const email = 'ann@example.com'

/** The sentence of the alert, and what the named field says of itself. */
async function refusal(response: Response, field: 'email' | 'password') {
  const page = await response.text()
  expect(page).toMatch(
    new RegExp(`<input id="${field}"[^>]* aria-invalid="true" aria-describedby="error`),
  )
  return {
    status: response.status,
    sentence: /<p role="alert" id="error">([^<]*)</.exec(page)?.[1],
    typed: /<input id="email"[^>]* value="([^"]*)"/.exec(page)?.[1],
    link: /<a class="alone" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '',
  }
}

async function emulatorWithAnn(): Promise<TestEmulator> {
  const emulator = await startEmulator()
  await signUp(emulator, email)
  return emulator
}

describe('the sign-in form', () => {
  it('sends the browser back with a code, the state and a session of its own', async () => {
    const emulator = await emulatorWithAnn()
    const response = await submit(emulator, { email })
    expect(response.status).toBe(302)
    expect(redirected(response)).toEqual({
      to: redirectUri,
      code: expect.stringMatching(/^[0-9A-Z]{26}$/),
      state: 'a state with spaces & signs',
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^workos_authkit_session=[\w-]{43}; Path=\/user_management; HttpOnly; SameSite=Lax$/,
    )
  })

  it('leaves the state out when the app sent none', async () => {
    const emulator = await emulatorWithAnn()
    const response = await submit(emulator, { email, state: undefined })
    expect(redirected(response)).toEqual({ to: redirectUri, code: expect.any(String) })
  })

  it('knows an address in any case', async () => {
    const emulator = await emulatorWithAnn()
    expect((await submit(emulator, { email: ' ANN@Example.com ' })).status).toBe(302)
  })

  it('refuses a wrong password and keeps the address', async () => {
    const emulator = await emulatorWithAnn()
    const response = await submit(emulator, { email, password: 'something else' })
    expect(await refusal(response, 'password')).toMatchObject({
      status: 401,
      sentence: 'That is not the password of ann@example.com.',
      typed: email,
    })
  })

  it('refuses an address without an account and takes it along to the sign-up', async () => {
    const emulator = await emulatorWithAnn()
    const { link, ...rest } = await refusal(
      await submit(emulator, { email: 'bob@example.com' }),
      'email',
    )
    expect(rest).toEqual({
      status: 401,
      sentence: 'There is no account for bob@example.com here. Sign up first.',
      typed: 'bob@example.com',
    })
    const signUpPage = await (await send(emulator, link)).text()
    expect(signUpPage).toContain('<h1>Create your account</h1>')
    expect(signUpPage).toMatch(/name="email"[^>]* value="bob@example.com"/)
  })

  it.each(['', 'ann'])('refuses “%s” for an address', async (typed) => {
    expect(
      await refusal(await submit(await startEmulator(), { email: typed }), 'email'),
    ).toMatchObject({
      status: 422,
      sentence: 'Type an e-mail address, such as name@example.com.',
      typed,
    })
  })

  it('escapes what was typed', async () => {
    const response = await submit(await startEmulator(), { email: '"><script>' })
    const page = await response.text()
    expect(page).not.toContain('<script>')
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"')
  })
})

describe('the sign-up form', () => {
  it('makes an account with a verified address and signs in', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator, 'Ann@Example.com')
    const { json } = await exchangeCode(emulator, code)
    expect(json.user).toMatchObject({ email, email_verified: true })
  })

  it('refuses an address that has an account', async () => {
    const emulator = await emulatorWithAnn()
    const response = await submit(emulator, { email, screen_hint: 'sign-up' })
    expect(await refusal(response, 'email')).toMatchObject({
      status: 409,
      sentence: 'ann@example.com has an account already. Sign in instead.',
      typed: email,
    })
  })

  it('refuses a short password', async () => {
    const emulator = await startEmulator()
    const response = await submit(emulator, { email, password: '1234567', screen_hint: 'sign-up' })
    expect(await refusal(response, 'password')).toMatchObject({
      status: 422,
      sentence: 'Choose a password of at least 8 characters.',
      typed: email,
    })
  })

  it('makes one account when it is sent twice at once', async () => {
    const emulator = await startEmulator()
    const send = () => submit(emulator, { email, screen_hint: 'sign-up' })
    const responses = await Promise.all([send(), send()])
    expect(responses.map(({ status }) => status).sort()).toEqual([302, 409])
  })
})
