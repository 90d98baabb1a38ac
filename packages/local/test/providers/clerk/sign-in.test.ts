import { describe, expect, it } from 'vitest'
import {
  codeFor,
  incorrectCode,
  incorrectPassword,
  isMissing,
  isNotFound,
  openBrowser,
  refusalOf,
  refused,
  sessionExists,
  signedUpBrowser,
} from './browser.ts'
import { hook, password, startEmulator, type TestEmulator } from './fixture.ts'

const email = 'ann@example.com'

/** A new browser, and the path of a sign-in that Ann has begun in it. */
async function beginSignIn(emulator: TestEmulator, identifier = email) {
  const browser = await openBrowser(emulator)
  const { json } = await browser.call('POST client/sign_ins', { identifier })
  return { browser, path: `client/sign_ins/${json.response.id}`, signIn: json.response }
}

async function emulatorWithAnn(): Promise<TestEmulator> {
  const emulator = await startEmulator()
  await hook(emulator, 'POST users', { email, password, firstName: 'Ann' })
  return emulator
}

describe('a sign-in', () => {
  it('begins with the address and says how to go on', async () => {
    const now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    await hook(emulator, 'POST users', { email, password, firstName: 'Ann' })
    const { signIn } = await beginSignIn(emulator, ' Ann@Example.com')
    const [{ email_addresses: addresses }] = (await hook(emulator, 'GET users')).json.users
    expect(signIn).toEqual({
      id: expect.stringMatching(/^sia_[0-9A-Za-z]{27}$/),
      object: 'sign_in_attempt',
      status: 'needs_first_factor',
      supported_identifiers: ['email_address'],
      supported_first_factors: [
        { strategy: 'password' },
        {
          strategy: 'email_code',
          email_address_id: addresses[0].id,
          safe_identifier: email,
          primary: true,
        },
      ],
      supported_second_factors: null,
      first_factor_verification: null,
      second_factor_verification: null,
      identifier: email,
      user_data: {
        first_name: 'Ann',
        last_name: null,
        image_url: expect.stringMatching(/^data:image\/svg/),
        has_image: false,
      },
      created_session_id: null,
      abandon_at: now + 86_400_000,
    })
  })

  it('can begin with nothing at all', async () => {
    const browser = await openBrowser(await startEmulator())
    const { json } = await browser.call('POST client/sign_ins')
    expect(json.response).toMatchObject({
      status: 'needs_identifier',
      identifier: null,
      supported_first_factors: null,
      user_data: null,
    })
    expect(json.client.sign_in).toEqual(json.response)
  })

  it('ends in a session with address and password at once', async () => {
    const browser = await openBrowser(await emulatorWithAnn())
    const { json } = await browser.call('POST client/sign_ins', {
      strategy: 'password',
      identifier: email,
      password,
    })
    expect(json.response).toMatchObject({
      status: 'complete',
      first_factor_verification: {
        object: 'verification_password',
        status: 'verified',
        strategy: 'password',
      },
      created_session_id: expect.stringMatching(/^sess_/),
    })
    expect(json.client).toMatchObject({
      sign_in: null,
      last_active_session_id: json.response.created_session_id,
      last_authentication_strategy: 'password',
    })
  })

  it('ends in a session with the password afterwards', async () => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    const attempt = { strategy: 'password', password }
    const { json } = await browser.call(`POST ${path}/attempt_first_factor`, attempt)
    expect(json.response.status).toBe('complete')
    expect(json.client.sessions).toHaveLength(1)
  })

  it('ends in a session with a code', async () => {
    const emulator = await emulatorWithAnn()
    const { browser, path, signIn } = await beginSignIn(emulator)
    const strategy = 'email_code'
    const factor = signIn.supported_first_factors[1]
    const prepared = await browser.call(`POST ${path}/prepare_first_factor`, {
      strategy,
      email_address_id: factor.email_address_id,
    })
    expect(prepared.json.response.first_factor_verification).toMatchObject({
      object: 'verification_otp',
      status: 'unverified',
      strategy,
    })
    const attempt = { strategy, code: await codeFor(emulator, email) }
    const { json } = await browser.call(`POST ${path}/attempt_first_factor`, attempt)
    expect(json.response).toMatchObject({
      status: 'complete',
      first_factor_verification: { status: 'verified', attempts: 1 },
    })
    expect(json.client.last_authentication_strategy).toBe('email_code')
  })

  it('sends the code at once when it begins with that', async () => {
    const emulator = await emulatorWithAnn()
    const browser = await openBrowser(emulator)
    const begin = { strategy: 'email_code', identifier: email }
    const { json } = await browser.call('POST client/sign_ins', begin)
    expect(json.response.first_factor_verification).toMatchObject({ status: 'unverified' })
    expect(await codeFor(emulator, email)).toMatch(/^\d{6}$/)
  })

  it('needs no preparation for a password', async () => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    const strategy = 'password'
    const { status, json } = await browser.call(`POST ${path}/prepare_first_factor`, { strategy })
    expect(status).toBe(200)
    expect(json.response.first_factor_verification).toBeNull()
  })

  it('offers no password to somebody who has none', async () => {
    const emulator = await startEmulator()
    const response = await fetch(`${emulator.url}/v1/users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.secretKey}`, connection: 'close' },
      body: JSON.stringify({ email_address: [email] }),
    })
    expect(response.status).toBe(200)
    const { browser, path, signIn } = await beginSignIn(emulator)
    expect(signIn.supported_first_factors).toMatchObject([{ strategy: 'email_code' }])
    const attempt = { strategy: 'password', password: '' }
    const answer = await browser.call(`POST ${path}/attempt_first_factor`, attempt)
    expect(refusalOf(answer)).toEqual(incorrectPassword())
  })

  it('can be asked for again, and is nobody else’s', async () => {
    const emulator = await emulatorWithAnn()
    const { browser, path, signIn } = await beginSignIn(emulator)
    expect((await browser.call(`GET ${path}`)).json.response).toEqual(signIn)
    const stranger = await openBrowser(emulator)
    expect(refusalOf(await stranger.call(`GET ${path}`))).toEqual(isNotFound('Sign in', signIn.id))
  })

  it('is over when another one begins', async () => {
    const { browser, path, signIn } = await beginSignIn(await emulatorWithAnn())
    await browser.call('POST client/sign_ins', { identifier: email })
    const answer = await browser.call(`POST ${path}/attempt_first_factor`, { password })
    expect(refusalOf(answer)).toEqual(isNotFound('Sign in', signIn.id))
  })

  it('of another id is not found', async () => {
    const { browser } = await beginSignIn(await emulatorWithAnn())
    for (const route of [
      'GET client/sign_ins/sia_other',
      'POST client/sign_ins/sia_other/prepare_first_factor',
      'POST client/sign_ins/sia_other/attempt_first_factor',
    ]) {
      expect(refusalOf(await browser.call(route))).toEqual(isNotFound('Sign in', 'sia_other'))
    }
  })
})

describe('nobody is signed in', () => {
  it('with an address that has no account', async () => {
    const browser = await openBrowser(await emulatorWithAnn())
    for (const fields of [{}, { password }, { strategy: 'email_code' }]) {
      const begin = { identifier: 'bob@example.com', ...fields }
      const answer = await browser.call('POST client/sign_ins', begin)
      const message = "Couldn't find your account."
      expect(refusalOf(answer)).toEqual(
        refused(422, 'form_identifier_not_found', message, message, 'identifier'),
      )
    }
  })

  it.each(['', 'something else'])('with the password “%s”', async (typed) => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    const begin = { identifier: email, password: typed }
    expect(refusalOf(await browser.call('POST client/sign_ins', begin))).toEqual(
      incorrectPassword(),
    )
    const attempt = { strategy: 'password', password: typed }
    const answer = await browser.call(`POST ${path}/attempt_first_factor`, attempt)
    expect(refusalOf(answer)).toEqual(incorrectPassword())
    expect((await browser.call('GET client')).json.response.sessions).toEqual([])
  })

  it('with a wrong code', async () => {
    const emulator = await emulatorWithAnn()
    const { browser, path } = await beginSignIn(emulator)
    const strategy = 'email_code'
    await browser.call(`POST ${path}/prepare_first_factor`, { strategy })
    const code = (await codeFor(emulator, email)) === '000000' ? '000001' : '000000'
    const answer = await browser.call(`POST ${path}/attempt_first_factor`, { strategy, code })
    expect(refusalOf(answer)).toEqual(incorrectCode)
  })

  it('with a code before one was sent', async () => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    const attempt = { strategy: 'email_code', code: '424242' }
    const answer = await browser.call(`POST ${path}/attempt_first_factor`, attempt)
    expect(refusalOf(answer)).toMatchObject({
      status: 400,
      errors: [{ code: 'verification_missing' }],
    })
  })

  it.each([
    ['prepare_first_factor', { strategy: 'email_code' }],
    ['attempt_first_factor', { strategy: 'password', password }],
  ])('before it is known who: %s', async (action, fields) => {
    const browser = await openBrowser(await emulatorWithAnn())
    const { json } = await browser.call('POST client/sign_ins')
    const path = `client/sign_ins/${json.response.id}/${action}`
    expect(refusalOf(await browser.call(`POST ${path}`, fields))).toEqual(
      refused(
        400,
        'client_state_invalid',
        'Invalid action',
        'We were unable to complete a factor verification for this Client. ' +
          'Supply an identifier first.',
      ),
    )
  })

  it.each([
    ['prepare_first_factor', {}, 'strategy'],
    ['attempt_first_factor', {}, 'strategy'],
    ['attempt_first_factor', { strategy: 'password' }, 'password'],
    ['attempt_first_factor', { strategy: 'email_code' }, 'code'],
  ])('without the fields that it takes: %s %o', async (action, fields, param) => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    expect(refusalOf(await browser.call(`POST ${path}/${action}`, fields))).toEqual(
      isMissing(param),
    )
  })

  it('by a strategy without an address', async () => {
    const browser = await openBrowser(await startEmulator())
    const answer = await browser.call('POST client/sign_ins', { strategy: 'email_code' })
    expect(refusalOf(answer)).toEqual(isMissing('identifier'))
  })

  it('while somebody is, in the same browser', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    for (const fields of [{}, { identifier: email }, { identifier: email, password }]) {
      const answer = await browser.call('POST client/sign_ins', fields)
      expect(refusalOf(answer)).toEqual(sessionExists)
    }
  })

  it('twice by two tabs that were on their way', async () => {
    const { browser, path } = await beginSignIn(await emulatorWithAnn())
    const attempt = { strategy: 'password', password }
    const answers = await Promise.all([
      browser.call(`POST ${path}/attempt_first_factor`, attempt),
      browser.call(`POST ${path}/attempt_first_factor`, attempt),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect((await browser.call('GET client')).json.response.sessions).toHaveLength(1)
  })
})

describe('what is not imitated of a sign-in', () => {
  it.each([
    [{ strategy: 'passkey' }, 'signing in with passkey'],
    [{ strategy: 'ticket', ticket: 'x' }, '/v1/client/sign_ins with ticket'],
    [{ identifier: email, strategy: 'oauth_google' }, 'signing in with oauth_google'],
  ])('is a loud 501: %o', async (fields, what) => {
    const browser = await openBrowser(await emulatorWithAnn())
    const { status, json } = await browser.call('POST client/sign_ins', fields)
    expect({ status, message: json.message }).toEqual({
      status: 501,
      message: `${what} is not emulated`,
    })
  })
})
