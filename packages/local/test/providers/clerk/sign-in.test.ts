import { describe, expect, it } from 'vitest'
import { anotherThan, hook, password } from '../mail/start.ts'
import { api, codeFor, notEmulated, openBrowser, signedUp, startEmulator } from './fixture.ts'

const email = 'ann@example.com'
const signIns = 'POST client/sign_ins'

/** A new browser, at an emulator where Ann has an account. */
async function newBrowser() {
  const emulator = await startEmulator()
  await hook(emulator, 'POST users', { email, password, firstName: 'Ann' })
  return openBrowser(emulator)
}

/** The same, and the path of a sign-in that Ann has begun in it. */
async function begun(identifier = email) {
  const browser = await newBrowser()
  const { response } = (await browser.call(signIns, { identifier })).json
  const path = `client/sign_ins/${response.id}`
  return { browser, path, response, attempt: `POST ${path}/attempt_first_factor` }
}

describe('a sign-in', () => {
  it('begins with the address and says how to go on', async () => {
    const { browser, path, response } = await begun(' Ann@Example.com')
    const email_code = { strategy: 'email_code', safe_identifier: email, primary: true }
    expect(response).toMatchObject({
      id: expect.stringMatching(/^sia_[0-9A-Za-z]{27}$/),
      status: 'needs_first_factor',
      supported_first_factors: [
        { strategy: 'password' },
        email_code,
        { ...email_code, strategy: 'reset_password_email_code' },
      ],
      identifier: email,
      user_data: { first_name: 'Ann', last_name: null },
    })
    expect((await browser.call(`GET ${path}`)).json.response).toEqual(response)
  })

  it('can begin with nothing at all', async () => {
    const { json } = await (await newBrowser()).call(signIns)
    const unknown = { identifier: null, supported_first_factors: null, user_data: null }
    expect(json.response).toMatchObject({ status: 'needs_identifier', ...unknown })
    expect(json.client.sign_in).toEqual(json.response)
  })

  it('ends in a session with address and password at once', async () => {
    const fields = { strategy: 'password', identifier: email, password, timezone: 'Etc/UTC' }
    const { response, client } = (await (await newBrowser()).call(signIns, fields)).json
    expect(response).toMatchObject({
      status: 'complete',
      first_factor_verification: {
        object: 'verification_password',
        status: 'verified',
        strategy: 'password',
      },
      created_session_id: expect.stringMatching(/^sess_/),
    })
    expect(client).toMatchObject({
      sign_in: null,
      last_active_session_id: response.created_session_id,
      last_authentication_strategy: 'password',
    })
  })

  it('ends in a session with the password afterwards, which needs no preparation', async () => {
    const { browser, path, attempt } = await begun()
    const strategy = 'password'
    const prepared = await browser.call(`POST ${path}/prepare_first_factor`, { strategy })
    expect(prepared.json.response.first_factor_verification).toBeNull()
    const { response } = (await browser.call(attempt, { strategy, password })).json
    expect(response.status).toBe('complete')
  })

  it('ends in a session with a code', async () => {
    const { browser, path, response, attempt } = await begun()
    const strategy = 'email_code'
    const { email_address_id } = response.supported_first_factors[1]
    const prepare = { strategy, email_address_id }
    const { json } = await browser.call(`POST ${path}/prepare_first_factor`, prepare)
    expect(json.response.first_factor_verification).toMatchObject({
      object: 'verification_otp',
      status: 'unverified',
      strategy,
    })
    const code = await codeFor(browser.emulator)
    expect(await browser.refusal(attempt, { strategy, code: anotherThan(code) })).toBe(
      '422 form_code_incorrect code',
    )
    const complete = (await browser.call(attempt, { strategy, code })).json
    expect(complete.response).toMatchObject({
      status: 'complete',
      first_factor_verification: { status: 'verified', attempts: 2 },
    })
    expect(complete.client.last_authentication_strategy).toBe('email_code')
  })

  it('sends the code at once when it begins with that', async () => {
    const browser = await newBrowser()
    await browser.call(signIns, { strategy: 'email_code', identifier: email })
    expect(await codeFor(browser.emulator)).toMatch(/^\d{6}$/)
  })

  it('offers no password to a user who has none', async () => {
    const emulator = await startEmulator()
    await api(emulator, 'POST users', { email_address: [email] })
    const browser = await openBrowser(emulator)
    const { response } = (await browser.call(signIns, { identifier: email })).json
    expect(response.supported_first_factors).toMatchObject([{ strategy: 'email_code' }])
    const attempt = { strategy: 'password', password: '' }
    expect(
      await browser.refusal(`POST client/sign_ins/${response.id}/attempt_first_factor`, attempt),
    ).toBe('422 form_password_incorrect password')
  })

  it('is over when another one begins, and only for the browser that began it', async () => {
    const { browser, path } = await begun()
    const routes = [
      `GET ${path}`,
      `POST ${path}/prepare_first_factor`,
      `POST ${path}/attempt_first_factor`,
    ]
    const other = await openBrowser(browser.emulator)
    for (const route of routes) expect(await other.refusal(route)).toBe('404 resource_not_found')
    await browser.call(signIns, { identifier: email })
    for (const route of routes) expect(await browser.refusal(route)).toBe('404 resource_not_found')
  })

  it('of two tabs at the same time makes one session', async () => {
    const { browser, attempt } = await begun()
    const fields = { strategy: 'password', password }
    const answers = await Promise.all([1, 2].map(() => browser.call(attempt, fields)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect((await browser.call('GET client')).json.response.sessions).toHaveLength(1)
  })
})

describe('no user is signed in', () => {
  it.each([
    [{ identifier: 'bob@example.com' }, '422 form_identifier_not_found identifier'],
    [{ identifier: 'bob@example.com', password }, '422 form_identifier_not_found identifier'],
    [{ identifier: email, password: '' }, '422 form_password_incorrect password'],
    [{ identifier: email, password: 'something else' }, '422 form_password_incorrect password'],
    [{ strategy: 'email_code' }, '422 form_param_missing identifier'],
  ])('from the beginning with %o', async (fields, refusal) => {
    const browser = await newBrowser()
    expect(await browser.refusal(signIns, fields)).toBe(refusal)
    expect((await browser.call('GET client')).json.response.sessions).toEqual([])
  })

  it.each([
    [{ strategy: 'password', password: '' }, '422 form_password_incorrect password'],
    [{ strategy: 'password', password: 'other' }, '422 form_password_incorrect password'],
    [{ strategy: 'email_code', code: '424242' }, '400 verification_missing'],
    [{}, '422 form_param_missing strategy'],
    [{ strategy: 'password' }, '422 form_param_missing password'],
    [{ strategy: 'email_code' }, '422 form_param_missing code'],
  ])('in an attempt with %o', async (fields, refusal) => {
    const { browser, path, attempt } = await begun()
    expect(await browser.refusal(attempt, fields)).toBe(refusal)
    expect(await browser.refusal(`POST ${path}/prepare_first_factor`)).toBe(
      '422 form_param_missing strategy',
    )
  })

  it.each([
    ['prepare_first_factor', { strategy: 'email_code' }],
    ['attempt_first_factor', { strategy: 'password', password }],
  ])('before it is known who: %s', async (action, fields) => {
    const browser = await newBrowser()
    const { response } = (await browser.call(signIns)).json
    expect(await browser.refusal(`POST client/sign_ins/${response.id}/${action}`, fields)).toBe(
      '400 client_state_invalid',
    )
  })

  it('while one is, in the same browser', async () => {
    const { browser } = await signedUp()
    for (const fields of [{}, { identifier: email }, { identifier: email, password }]) {
      expect(await browser.refusal(signIns, fields)).toBe('400 session_exists')
    }
  })

  it.each([{ strategy: 'passkey' }, { strategy: 'ticket', ticket: 'x' }])(
    'by what is not imitated: %o',
    async (fields) => {
      const answer = await (await newBrowser()).call(signIns, fields)
      expect(answer).toEqual(notEmulated(`/v1/client/sign_ins with strategy ${fields.strategy}`))
    },
  )
})
