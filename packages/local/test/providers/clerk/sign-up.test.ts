import { describe, expect, it } from 'vitest'
import {
  beginSignUp,
  codeFor,
  emailTaken,
  incorrectCode,
  isMissing,
  isNotFound,
  openBrowser,
  refusalOf,
  refused,
  sessionExists,
  signedUpBrowser,
  signUp,
} from './browser.ts'
import { hook, password, send, startEmulator } from './fixture.ts'

const email = 'ann@example.com'
const strategy = 'email_code'
const otherCode = (code: string) => (code === '000000' ? '000001' : '000000')
const expired = refused(
  400,
  'verification_expired',
  'expired',
  'This verification has expired. You must create a new one.',
)

describe('a sign-up', () => {
  it('begins with an address and a password, and wants the address verified', async () => {
    const now = Date.UTC(2026, 0, 2)
    const browser = await openBrowser(await startEmulator(() => now))
    const { status, json } = await browser.call('POST client/sign_ups', {
      email_address: ' Ann@Example.com ',
      password,
      first_name: 'Ann',
      locale: 'en-GB',
    })
    expect(status).toBe(200)
    expect(json.response).toEqual({
      id: expect.stringMatching(/^sua_[0-9A-Za-z]{27}$/),
      object: 'sign_up_attempt',
      status: 'missing_requirements',
      required_fields: ['email_address', 'password'],
      optional_fields: ['first_name', 'last_name'],
      missing_fields: [],
      unverified_fields: ['email_address'],
      verifications: {
        email_address: {
          object: 'verification_otp',
          status: 'unverified',
          strategy: null,
          attempts: null,
          expire_at: null,
          next_action: 'needs_prepare',
          supported_strategies: ['email_code'],
        },
        phone_number: null,
        web3_wallet: null,
        external_account: null,
      },
      username: null,
      email_address: email,
      phone_number: null,
      web3_wallet: null,
      password_enabled: true,
      has_password: true,
      first_name: 'Ann',
      last_name: null,
      unsafe_metadata: {},
      public_metadata: {},
      custom_action: false,
      external_id: null,
      created_session_id: null,
      created_user_id: null,
      abandon_at: now + 86_400_000,
      legal_accepted_at: null,
    })
    expect(json.client.sign_up).toEqual(json.response)
  })

  it('can be asked for again, and is nobody else’s', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const { json } = await browser.call(`GET ${path}`)
    expect(json.response.verifications.email_address).toMatchObject({
      status: 'unverified',
      strategy: 'email_code',
      next_action: 'needs_attempt',
    })
    const stranger = await openBrowser(emulator)
    const id = path.split('/').at(-1) ?? ''
    expect(refusalOf(await stranger.call(`GET ${path}`))).toEqual(isNotFound('Sign up', id))
  })

  it('ends in an account and a session once the code is typed', async () => {
    const now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const { status, json } = await browser.call(`POST ${path}/attempt_verification`, {
      strategy,
      code: await codeFor(emulator, email),
    })
    expect(status).toBe(200)
    expect(json.response).toMatchObject({
      status: 'complete',
      unverified_fields: [],
      created_user_id: expect.stringMatching(/^user_[0-9A-Za-z]{27}$/),
      created_session_id: expect.stringMatching(/^sess_[0-9A-Za-z]{27}$/),
    })
    expect(json.client).toMatchObject({
      sign_up: null,
      last_active_session_id: json.response.created_session_id,
      last_authentication_strategy: 'email_code',
      sessions: [
        {
          id: json.response.created_session_id,
          status: 'active',
          expire_at: now + 7 * 86_400_000,
          public_user_data: { identifier: email, first_name: null },
          user: {
            id: json.response.created_user_id,
            email_addresses: [{ email_address: email, verification: { status: 'verified' } }],
            password_enabled: true,
            last_sign_in_at: now,
          },
        },
      ],
    })
  })

  it('can be filled in bit by bit, in any order', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const { json } = await browser.call('POST client/sign_ups', { email_address: email })
    const path = `client/sign_ups/${json.response.id}`
    expect(json.response.missing_fields).toEqual(['password'])
    await browser.call(`POST ${path}/prepare_verification`, { strategy })
    const code = await codeFor(emulator, email)
    const verified = await browser.call(`POST ${path}/attempt_verification`, { strategy, code })
    expect(verified.json.response).toMatchObject({
      status: 'missing_requirements',
      verifications: { email_address: { status: 'verified', next_action: '' } },
    })
    const filled = await browser.call(`PATCH ${path}`, { password })
    expect(filled.json.response.status).toBe('complete')
  })

  it('wants another address verified anew', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const code = await codeFor(emulator, email)
    await browser.call(`PATCH ${path}`, { email_address: 'bob@example.com' })
    const attempt = await browser.call(`POST ${path}/attempt_verification`, { strategy, code })
    expect(refusalOf(attempt)).toMatchObject({ errors: [{ code: 'verification_missing' }] })
  })

  it('is refused while somebody is signed in', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const answer = await browser.call('POST client/sign_ups', { email_address: 'bob@example.com' })
    expect(refusalOf(answer)).toEqual(sessionExists)
  })

  it.each(['', 'ann', 'ann@'])('refuses “%s” for an address', async (typed) => {
    const browser = await openBrowser(await startEmulator())
    const answer = await browser.call('POST client/sign_ups', { email_address: typed, password })
    expect(refusalOf(answer)).toEqual(
      refused(
        422,
        'form_param_format_invalid',
        'is invalid',
        'email_address must be a valid email address.',
        'email_address',
      ),
    )
  })

  it.each([
    ['1234567', 'form_password_length_too_short', 'Passwords must be 8 characters or more.'],
    ['a'.repeat(73), 'form_password_length_too_long', 'Passwords must be 72 characters or less.'],
  ])('refuses the password “%s”', async (typed, code, message) => {
    const browser = await openBrowser(await startEmulator())
    const answer = await browser.call('POST client/sign_ups', {
      email_address: email,
      password: typed,
    })
    expect(refusalOf(answer)).toEqual(refused(422, code, message, message, 'password'))
  })

  it('refuses an address that has an account, in any case', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const other = await openBrowser(browser.emulator)
    const answer = await other.call('POST client/sign_ups', { email_address: 'ANN@example.com' })
    expect(refusalOf(answer)).toEqual(emailTaken)
  })

  it('makes one account when two browsers sign up with one address', async () => {
    const emulator = await startEmulator()
    const [one, two] = [await openBrowser(emulator), await openBrowser(emulator)]
    const test = 'ann+clerk_test@example.com'
    const paths = [await beginSignUp(one, test), await beginSignUp(two, test)]
    const attempt = { strategy, code: '424242' }
    const answers = await Promise.all([
      one.call(`POST ${paths[0]}/attempt_verification`, attempt),
      two.call(`POST ${paths[1]}/attempt_verification`, attempt),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await hook(emulator, 'GET users')).json.users).toHaveLength(1)
  })

  it('of another id is not found', async () => {
    const browser = await openBrowser(await startEmulator())
    await beginSignUp(browser)
    for (const route of [
      'GET client/sign_ups/sua_other',
      'PATCH client/sign_ups/sua_other',
      'POST client/sign_ups/sua_other/prepare_verification',
      'POST client/sign_ups/sua_other/attempt_verification',
    ]) {
      expect(refusalOf(await browser.call(route))).toEqual(isNotFound('Sign up', 'sua_other'))
    }
  })
})

describe('a code', () => {
  it('is in the mailbox, for a test and for a person', async () => {
    const emulator = await startEmulator(() => Date.UTC(2026, 0, 2))
    expect(await (await send(emulator, '/mailbox')).text()).toContain('Nothing has been sent yet.')
    await beginSignUp(await openBrowser(emulator))
    const { json } = await hook(emulator, 'GET mail')
    const [{ code, id }] = json.mails
    expect(json).toMatchObject({
      mails: [
        {
          sentAt: '2026-01-02T00:00:00.000Z',
          to: email,
          subject: `${code} is your verification code`,
          code: expect.stringMatching(/^\d{6}$/),
          link: null,
        },
      ],
    })
    const page = await (await send(emulator, `/mailbox/${id}`)).text()
    expect(page).toContain(`<p class="code">${code}</p>`)
    expect(page).toContain(email)
    expect(await hook(emulator, 'DELETE mail')).toEqual({ status: 204, json: undefined })
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
  })

  it('is 424242 for a test address, to which nothing is sent', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser, 'ann+clerk_test@example.com')
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
    const attempt = { strategy, code: '424242' }
    const { json } = await browser.call(`POST ${path}/attempt_verification`, attempt)
    expect(json.response.status).toBe('complete')
  })

  it('that is not the one is refused, and the right one taken afterwards', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const code = await codeFor(emulator, email)
    const wrong = { strategy, code: otherCode(code) }
    const answer = await browser.call(`POST ${path}/attempt_verification`, wrong)
    expect(refusalOf(answer)).toEqual(incorrectCode)
    const right = await browser.call(`POST ${path}/attempt_verification`, { strategy, code })
    expect(right.status).toBe(200)
  })

  it('is not taken any more after five that were wrong, until there is another', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const code = await codeFor(emulator, email)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const wrong = { strategy, code: otherCode(code) }
      const answer = await browser.call(`POST ${path}/attempt_verification`, wrong)
      expect(refusalOf(answer)).toEqual(incorrectCode)
    }
    const late = await browser.call(`POST ${path}/attempt_verification`, { strategy, code })
    expect(refusalOf(late)).toEqual(
      refused(
        400,
        'verification_failed',
        'failed',
        'Too many failed attempts. You have to try again with the same or another method.',
      ),
    )
    await browser.call(`POST ${path}/prepare_verification`, { strategy })
    const again = await browser.call(`POST ${path}/attempt_verification`, {
      strategy,
      code: await codeFor(emulator, email),
    })
    expect(again.json.response.status).toBe('complete')
  })

  it('is refused after ten minutes', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const browser = await openBrowser(emulator)
    const path = await beginSignUp(browser)
    const code = await codeFor(emulator, email)
    now += 600_000
    const answer = await browser.call(`POST ${path}/attempt_verification`, { strategy, code })
    expect(refusalOf(answer)).toEqual(expired)
    expect((await browser.call(`GET ${path}`)).json.response.verifications.email_address).toEqual(
      expect.objectContaining({ status: 'expired' }),
    )
  })

  it('is good for once', async () => {
    const emulator = await startEmulator()
    const browser = await openBrowser(emulator)
    const { json } = await browser.call('POST client/sign_ups', { email_address: email })
    const path = `client/sign_ups/${json.response.id}`
    await browser.call(`POST ${path}/prepare_verification`, { strategy })
    const attempt = { strategy, code: await codeFor(emulator, email) }
    await browser.call(`POST ${path}/attempt_verification`, attempt)
    const again = await browser.call(`POST ${path}/attempt_verification`, attempt)
    expect(refusalOf(again)).toEqual(
      refused(
        400,
        'verification_already_verified',
        'already verified',
        'This verification has already been verified.',
      ),
    )
  })

  it('has to be sent first', async () => {
    const browser = await openBrowser(await startEmulator())
    const { json } = await browser.call('POST client/sign_ups', { email_address: email })
    const path = `client/sign_ups/${json.response.id}/attempt_verification`
    const answer = await browser.call(`POST ${path}`, { strategy, code: '000000' })
    expect(refusalOf(answer)).toEqual(
      refused(
        400,
        'verification_missing',
        'is missing',
        'This strategy requires verification preparation before attempting to validate it.',
      ),
    )
  })

  it('cannot be sent to nobody', async () => {
    const browser = await openBrowser(await startEmulator())
    const { json } = await browser.call('POST client/sign_ups', { password })
    const path = `client/sign_ups/${json.response.id}/prepare_verification`
    const answer = await browser.call(`POST ${path}`, { strategy })
    expect(refusalOf(answer)).toEqual(isMissing('email_address'))
  })

  it.each([
    ['prepare_verification', {}, 'strategy'],
    ['attempt_verification', {}, 'strategy'],
    ['attempt_verification', { strategy }, 'code'],
  ])('needs its fields: %s %o', async (action, fields, param) => {
    const browser = await openBrowser(await startEmulator())
    const path = await beginSignUp(browser)
    expect(refusalOf(await browser.call(`POST ${path}/${action}`, fields))).toEqual(
      isMissing(param),
    )
  })
})

describe('what is not imitated of a sign-up', () => {
  it.each([
    ['prepare_verification', { strategy: 'email_link' }, 'verifying with email_link'],
    ['attempt_verification', { strategy: 'phone_code' }, 'verifying with phone_code'],
    ['prepare_verification', { strategy, redirect_url: '/' }, /with redirect_url$/],
  ])('is a loud 501: %s %o', async (action, fields, what) => {
    const browser = await openBrowser(await startEmulator())
    const path = await beginSignUp(browser)
    const { status, json } = await browser.call(`POST ${path}/${action}`, fields)
    expect(status).toBe(501)
    expect(json.message.replace(/ is not emulated$/, '')).toMatch(what)
  })

  it('is a loud 501 from the beginning', async () => {
    const browser = await openBrowser(await startEmulator())
    const answer = await browser.call('POST client/sign_ups', { strategy: 'oauth_google' })
    expect(answer).toEqual({
      status: 501,
      json: {
        error: 'not_emulated',
        message: '/v1/client/sign_ups with strategy is not emulated',
      },
    })
  })

  it('is not a body that cannot be read: that is a 400', async () => {
    const emulator = await startEmulator()
    const { devBrowserId } = await openBrowser(emulator)
    const response = await send(emulator, `/v1/client/sign_ups?__clerk_db_jwt=${devBrowserId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[',
    })
    expect(refusalOf({ status: response.status, json: await response.json() })).toEqual(
      refused(400, 'request_body_invalid', 'Request body invalid'),
    )
  })
})

it('two people sign up in two browsers', async () => {
  const emulator = await startEmulator()
  const ann = await signUp(await openBrowser(emulator), 'ann@example.com')
  const bob = await signUp(await openBrowser(emulator), 'bob@example.com')
  expect(ann.userId).not.toBe(bob.userId)
})
