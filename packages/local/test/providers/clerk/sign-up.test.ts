import { describe, expect, it } from 'vitest'
import { anotherThan, ask, hook, password } from '../mail/start.ts'
import {
  beginSignUp,
  codeFor,
  notEmulated,
  openBrowser,
  short,
  signedUp,
  startEmulator,
} from './fixture.ts'

const email = 'ann@example.com'
const strategy = 'email_code'

async function newBrowser(now?: () => number) {
  return openBrowser(await startEmulator(now))
}

/** A browser in which Ann has begun to sign up, and the code that she was sent. */
async function begun(now?: () => number) {
  const browser = await newBrowser(now)
  const path = await beginSignUp(browser)
  const code = await codeFor(browser.emulator)
  return { browser, path, code, attempt: `POST ${path}/attempt_verification` }
}

describe('a sign-up', () => {
  it('begins with an address and a password, and wants the address verified', async () => {
    const now = Date.UTC(2026, 0, 2)
    const browser = await newBrowser(() => now)
    const { status, json } = await browser.call('POST client/sign_ups', {
      email_address: ' Ann@Example.com ',
      password,
      first_name: 'Ann',
      locale: 'en-GB',
      timezone: 'Europe/Berlin',
    })
    expect(status).toBe(200)
    const verification = { status: 'unverified', strategy: null, next_action: 'needs_prepare' }
    expect(json.response).toMatchObject({
      id: expect.stringMatching(/^sua_[0-9A-Za-z]{27}$/),
      status: 'missing_requirements',
      missing_fields: [],
      unverified_fields: ['email_address'],
      verifications: { email_address: verification },
      email_address: email,
      first_name: 'Ann',
      last_name: null,
    })
    expect(json.client.sign_up).toEqual(json.response)
    expect((await hook(browser.emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('ends in an account and a session once the code is typed', async () => {
    const now = Date.UTC(2026, 0, 2)
    const { browser, path, code, attempt } = await begun(() => now)
    expect((await browser.call(`GET ${path}`)).json.response).toMatchObject({
      verifications: { email_address: { strategy, next_action: 'needs_attempt' } },
    })
    const { json } = await browser.call(attempt, { strategy, code })
    const { response, client } = json
    expect(response).toMatchObject({
      status: 'complete',
      unverified_fields: [],
      created_user_id: expect.stringMatching(/^user_[0-9A-Za-z]{27}$/),
      created_session_id: expect.stringMatching(/^sess_[0-9A-Za-z]{27}$/),
    })
    expect(client).toMatchObject({
      sign_up: null,
      last_active_session_id: response.created_session_id,
      last_authentication_strategy: 'email_code',
      sessions: [
        {
          id: response.created_session_id,
          status: 'active',
          expire_at: now + 7 * 86_400_000,
          public_user_data: { identifier: email, first_name: null },
          user: { id: response.created_user_id, password_enabled: true, last_sign_in_at: now },
        },
      ],
    })
  })

  it('can be filled in bit by bit, in any order', async () => {
    const browser = await newBrowser()
    const { json } = await browser.call('POST client/sign_ups', { email_address: email })
    const path = `client/sign_ups/${json.response.id}`
    expect(json.response.missing_fields).toEqual(['password'])
    await browser.call(`POST ${path}/prepare_verification`, { strategy })
    const attempt = { strategy, code: await codeFor(browser.emulator) }
    const verified = await browser.call(`POST ${path}/attempt_verification`, attempt)
    expect(verified.json.response).toMatchObject({
      status: 'missing_requirements',
      verifications: { email_address: { status: 'verified', next_action: '' } },
    })
    expect(await browser.refusal(`POST ${path}/attempt_verification`, attempt)).toBe(
      '400 verification_already_verified',
    )
    const filled = await browser.call(`PATCH ${path}`, { password })
    expect(filled.json.response.status).toBe('complete')
  })

  it('wants another address verified anew', async () => {
    const { browser, path, code, attempt } = await begun()
    await browser.call(`PATCH ${path}`, { email_address: 'bob@example.com' })
    expect(await browser.refusal(attempt, { strategy, code })).toBe('400 verification_missing')
  })

  it('makes one account when two browsers sign up with one address', async () => {
    const one = await begun()
    const two = await openBrowser(one.browser.emulator)
    const path = await beginSignUp(two)
    const code = await codeFor(two.emulator)
    const answers = await Promise.all([
      one.browser.call(one.attempt, { strategy, code: one.code }),
      two.call(`POST ${path}/attempt_verification`, { strategy, code }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await hook(two.emulator, 'GET users')).json.users).toHaveLength(1)
  })

  it('is only for the browser that began it', async () => {
    const { browser, path } = await begun()
    const other = await openBrowser(browser.emulator)
    for (const route of [
      `GET ${path}`,
      `PATCH ${path}`,
      `POST ${path}/prepare_verification`,
      `POST ${path}/attempt_verification`,
    ]) {
      expect(await other.refusal(route)).toBe('404 resource_not_found')
    }
  })

  it('is refused while a user is signed in', async () => {
    const { browser } = await signedUp()
    const fields = { email_address: 'bob@example.com' }
    expect(await browser.refusal('POST client/sign_ups', fields)).toBe('400 session_exists')
  })

  it.each([
    [{ email_address: '' }, '422 form_param_format_invalid email_address'],
    [{ email_address: 'ann@' }, '422 form_param_format_invalid email_address'],
    [{ email_address: 'ANN@example.com' }, '422 form_identifier_exists email_address'],
    [{ password: '1234567' }, '422 form_password_length_too_short password'],
    [{ password: 'a'.repeat(73) }, '422 form_password_length_too_long password'],
  ])('is refused with %o', async (changes, refusal) => {
    const { browser } = await signedUp()
    const other = await openBrowser(browser.emulator)
    const fields = { email_address: 'bob@example.com', password, ...changes }
    expect(await other.refusal('POST client/sign_ups', fields)).toBe(refusal)
  })
})

describe('a code', () => {
  it('is in the mailbox, and 424242 for a test address, to which nothing is sent', async () => {
    const { browser, code } = await begun()
    expect(code).toMatch(/^\d{6}$/)
    const { mails } = (await hook(browser.emulator, 'GET mail')).json
    expect(mails).toMatchObject([{ to: email, subject: `${code} is your verification code` }])
    const path = await beginSignUp(browser, 'ann+clerk_test@example.com')
    expect((await hook(browser.emulator, 'GET mail')).json.mails).toEqual(mails)
    const attempt = { strategy, code: '424242' }
    const { json } = await browser.call(`POST ${path}/attempt_verification`, attempt)
    expect(json.response.status).toBe('complete')
  })

  it('can be wrong five times; then it takes another one', async () => {
    const { browser, path, code, attempt } = await begun()
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await browser.refusal(attempt, { strategy, code: anotherThan(code) })).toBe(
        '422 form_code_incorrect code',
      )
    }
    expect(await browser.refusal(attempt, { strategy, code })).toBe('400 verification_failed')
    await browser.call(`POST ${path}/prepare_verification`, { strategy })
    const good = { strategy, code: await codeFor(browser.emulator) }
    expect((await browser.call(attempt, good)).json.response.status).toBe('complete')
  })

  it('is refused after ten minutes', async () => {
    let now = Date.now()
    const { browser, path, code, attempt } = await begun(() => now)
    now += 600_000
    expect(await browser.refusal(attempt, { strategy, code })).toBe('400 verification_expired')
    const { response } = (await browser.call(`GET ${path}`)).json
    expect(response.verifications.email_address.status).toBe('expired')
  })

  it('has to be sent first, and to an address', async () => {
    const browser = await newBrowser()
    const { json } = await browser.call('POST client/sign_ups', { password })
    const path = `client/sign_ups/${json.response.id}`
    expect(await browser.refusal(`POST ${path}/prepare_verification`, { strategy })).toBe(
      '422 form_param_missing email_address',
    )
    const attempt = { strategy, code: '424242' }
    expect(await browser.refusal(`POST ${path}/attempt_verification`, attempt)).toBe(
      '400 verification_missing',
    )
  })

  it.each([
    ['prepare_verification', {}, 'strategy'],
    ['attempt_verification', {}, 'strategy'],
    ['attempt_verification', { strategy }, 'code'],
  ])('needs its fields: %s %o', async (action, fields, param) => {
    const { browser, path } = await begun()
    expect(await browser.refusal(`POST ${path}/${action}`, fields)).toBe(
      `422 form_param_missing ${param}`,
    )
  })
})

describe('what is not imitated of a sign-up', () => {
  it.each([
    ['prepare_verification', { strategy: 'email_link' }, 'strategy email_link'],
    ['attempt_verification', { strategy: 'phone_code', code: '1' }, 'strategy phone_code'],
    ['prepare_verification', { strategy, redirect_url: '/' }, 'redirect_url'],
  ])('is a 501: %s %o', async (action, fields, what) => {
    const { browser, path } = await begun()
    const answer = await browser.call(`POST ${path}/${action}`, fields)
    expect(answer).toEqual(notEmulated(`/v1/${path}/${action} with ${what}`))
  })

  it.each(['unsafe_metadata', 'legal_accepted', 'username', 'ticket'])(
    'is a 501 where Clerk documents the field, without its value: %s',
    async (name) => {
      const fields = { email_address: email, [name]: 'a secret value' }
      const answer = await (await newBrowser()).call('POST client/sign_ups', fields)
      expect(answer).toEqual(notEmulated(`/v1/client/sign_ups with ${name}`))
    },
  )

  it('does not end it when it is an unknown field: that is recorded', async () => {
    const browser = await newBrowser()
    const fields = { email_address: email, new_in_the_next_version: 'x' }
    expect((await browser.call('POST client/sign_ups', fields)).status).toBe(200)
    expect((await hook(browser.emulator, 'GET unknown')).json.requests).toMatchObject([
      { path: '/v1/client/sign_ups', message: 'left out: new_in_the_next_version' },
    ])
  })

  it('is not a body that cannot be read: that is a 400', async () => {
    const { emulator, devBrowserId } = await newBrowser()
    const route = `POST /v1/client/sign_ups?__clerk_db_jwt=${devBrowserId}`
    const answer = await ask(emulator, route, { 'content-type': 'application/json' }, '[')
    expect(short(answer)).toBe('400 request_body_invalid')
  })
})
