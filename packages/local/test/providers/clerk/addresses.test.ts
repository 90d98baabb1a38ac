import { describe, expect, it } from 'vitest'
import { hook, password, send } from '../mail/start.ts'
import { openBrowser as openPages } from '../oidc/browser.ts'
import {
  api,
  type Browser,
  codeFor,
  notEmulated,
  openBrowser,
  signedUp,
  signUp,
  startEmulator,
} from './fixture.ts'

const email = 'ann@example.com'
const other = 'another password'
const identity = { email, given_name: 'Ann', family_name: 'Example' }
const verified = { ...identity, email_verified: 'on' }
const redirect_url = 'http://localhost:3000/sign-in/sso-callback'

describe('a forgotten password', () => {
  const strategy = 'reset_password_email_code'

  /** Asks for a code in a new browser; the browser and the path of its sign-in. */
  async function begin({ emulator }: Browser) {
    const browser = await openBrowser(emulator)
    const { json } = await browser.call('POST client/sign_ins', { identifier: email })
    const path = `client/sign_ins/${json.response.id}`
    await browser.call(`POST ${path}/prepare_first_factor`, { strategy })
    return { browser, path }
  }

  it('is replaced once the code was typed in, and other sessions end if asked', async () => {
    const { browser: first, session } = await signedUp()
    const { browser, path } = await begin(first)
    const code = await codeFor(first.emulator)
    const { json } = await browser.call(`POST ${path}/attempt_first_factor`, { strategy, code })
    expect(json.response).toMatchObject({
      status: 'needs_new_password',
      first_factor_verification: { status: 'verified', strategy },
      created_session_id: null,
    })
    expect(json.client.sessions).toEqual([])
    const reset = { password: other, sign_out_of_other_sessions: 'true' }
    const done = await browser.call(`POST ${path}/reset_password`, reset)
    expect(done.json.response).toMatchObject({ status: 'complete' })
    expect(await first.refusal(`POST ${session}/tokens`)).toBe('401 signed_out')
    const another = await openBrowser(first.emulator)
    const old = { identifier: email, password }
    const refused = '422 form_password_incorrect password'
    expect(await another.refusal('POST client/sign_ins', old)).toBe(refused)
    const { status } = await another.call('POST client/sign_ins', { ...old, password: other })
    expect(status).toBe(200)
  })

  it('stays without the code, and with the code of a sign-in', async () => {
    const { browser: first } = await signedUp()
    const { browser, path } = await begin(first)
    const reset = [`POST ${path}/reset_password`, { password: other }] as const
    expect(await browser.refusal(...reset)).toBe('400 client_state_invalid')
    await browser.call(`POST ${path}/prepare_first_factor`, { strategy: 'email_code' })
    const code = await codeFor(first.emulator)
    const attempt = [`POST ${path}/attempt_first_factor`, { strategy, code }] as const
    expect(await browser.refusal(...attempt)).toBe('400 verification_missing')
    expect(await browser.refusal(...reset)).toBe('400 client_state_invalid')
  })

  it('is not there to forget for a user without one', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST users', { email })
    const browser = await openBrowser(emulator)
    const { json } = await browser.call('POST client/sign_ins', { identifier: email })
    expect(json.response.supported_first_factors).toMatchObject([{ strategy: 'email_code' }])
  })
})

describe('Google', () => {
  const strategy = 'oauth_google'

  /** Begins an attempt of that kind, and says on the page for it who it is; where the browser is sent,
   * and the client then. */
  async function goOver(
    browser: Browser,
    kind: 'sign_ins' | 'sign_ups',
    said: Readonly<Record<string, string>> = verified,
  ) {
    const { json } = await browser.call(`POST client/${kind}`, { strategy, redirect_url })
    const { first_factor_verification: first, verifications } = json.response
    const { external_verification_redirect_url: url, status } =
      first ?? verifications.external_account
    expect(status).toBe('unverified')
    const pages = openPages(browser.emulator)
    await pages.go(url)
    expect(pages.page).toContain('<h1>Local identity provider</h1>')
    const back = await pages.submit(said)
    const client = (await browser.call('GET client')).json.response
    return { url, pages, back, client }
  }

  it('signs a known user in', async () => {
    const { browser: first, userId } = await signedUp()
    const browser = await openBrowser(first.emulator)
    const { back, client, url, pages } = await goOver(browser, 'sign_ins')
    expect(back.headers.get('location')).toBe(redirect_url)
    expect(client.sign_in).toMatchObject({ status: 'complete' })
    expect(client.sign_in.created_session_id).toBe(client.last_active_session_id)
    expect(client.last_authentication_strategy).toBe(strategy)
    const { json } = await api(browser.emulator, `GET users/${userId}`)
    expect(json.external_accounts).toMatchObject([{ provider: strategy, email_address: email }])
    expect((await pages.go(url)).status).toBe(400)
    const left = await browser.call(`POST client/sessions/${client.last_active_session_id}/end`)
    expect(left.json.client.sign_in).toBeNull()
  })

  it('signs a new user up, without a password and without a code', async () => {
    const browser = await openBrowser(await startEmulator())
    const { client } = await goOver(browser, 'sign_ups')
    expect(client.sign_up).toMatchObject({ status: 'complete', missing_fields: [] })
    const { user } = client.sessions[0]
    expect(user).toMatchObject({ first_name: 'Ann', last_name: 'Example', password_enabled: false })
    expect(user.email_addresses[0].verification.status).toBe('verified')
  })

  it('goes on from the sign-in of a new user to a sign-up, and the other way around', async () => {
    const browser = await openBrowser(await startEmulator())
    const { client } = await goOver(browser, 'sign_ins')
    expect(client.sessions).toEqual([])
    expect(client.sign_in.first_factor_verification).toMatchObject({ status: 'transferable' })
    const made = await browser.call('POST client/sign_ups', { transfer: 'true' })
    expect(made.json.response).toMatchObject({ status: 'complete', email_address: email })

    const another = await openBrowser(browser.emulator)
    const again = await goOver(another, 'sign_ups')
    expect(again.client.sign_up.verifications.external_account).toMatchObject({
      status: 'transferable',
      error: { code: 'external_account_exists' },
    })
    const { json } = await another.call('POST client/sign_ins', { transfer: 'true' })
    expect(json.client.sessions[0].user.id).toBe(made.json.response.created_user_id)
  })

  it('is asked for a code when it has not verified the address of a new user', async () => {
    const browser = await openBrowser(await startEmulator())
    const { client } = await goOver(browser, 'sign_ups', identity)
    const { id, ...rest } = client.sign_up
    expect(rest).toMatchObject({
      status: 'missing_requirements',
      missing_fields: [],
      unverified_fields: ['email_address'],
    })
    await browser.call(`POST client/sign_ups/${id}/prepare_verification`, {
      strategy: 'email_code',
    })
    const { json } = await browser.call(`POST client/sign_ups/${id}/attempt_verification`, {
      strategy: 'email_code',
      code: await codeFor(browser.emulator),
    })
    expect(json.response.status).toBe('complete')
  })

  it('gets no other user’s account for such an address', async () => {
    const { browser: first } = await signedUp()
    const browser = await openBrowser(first.emulator)
    const { back, client } = await goOver(browser, 'sign_ins', identity)
    const { status, json } = notEmulated(
      '/identity for a known address that Google has not verified',
    )
    expect(back.status).toBe(status)
    expect(await back.json()).toEqual(json)
    expect(client.sessions).toEqual([])
  })

  it('cannot be transferred before it has said who it is', async () => {
    const browser = await openBrowser(await startEmulator())
    await browser.call('POST client/sign_ins', { strategy, redirect_url })
    const transfer = ['POST client/sign_ups', { transfer: 'true' }] as const
    expect(await browser.refusal(...transfer)).toBe('400 client_state_invalid')
    expect((await send(browser.emulator, '/identity?attempt=sia_unknown')).status).toBe(400)
  })
})

describe('without “Verify at sign-up”', () => {
  it('a sign-up is complete at once, and its address not verified', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { verifyEmail: false })
    const browser = await openBrowser(emulator)
    const environment = (await browser.call('GET environment')).json
    expect(environment.user_settings.attributes.email_address.verify_at_sign_up).toBe(false)
    const fields = { email_address: email, password }
    const { json } = await browser.call('POST client/sign_ups', fields)
    expect(json.response).toMatchObject({ status: 'complete', unverified_fields: [] })
    expect(json.client.sessions[0].user.email_addresses[0].verification).toBeNull()
    expect((await hook(emulator, 'GET mail')).json.mails).toEqual([])
  })

  it('is verified on the user profile, by a code', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { verifyEmail: false })
    const browser = await openBrowser(emulator)
    const { json } = await browser.call('POST client/sign_ups', { email_address: email, password })
    const [{ id }] = json.client.sessions[0].user.email_addresses
    const path = `me/email_addresses/${id}`
    await browser.call(`POST ${path}/prepare_verification`, { strategy: 'email_code' })
    const attempt = `POST ${path}/attempt_verification`
    const code = await codeFor(emulator)
    const wrong = code === '000000' ? '000001' : '000000'
    expect(await browser.refusal(attempt, { code: wrong })).toBe('422 form_code_incorrect code')
    const done = await browser.call(attempt, { code })
    expect(done.json.response).toMatchObject({ id, verification: { status: 'verified' } })
    await hook(emulator, 'POST settings', { verifyEmail: true })
    const bob = await signUp(emulator, 'bob@example.com')
    expect(await bob.browser.refusal(attempt, { code })).toBe('404 resource_not_found')
  })
})
