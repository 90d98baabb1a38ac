import { describe, expect, it } from 'vitest'
import {
  incorrectPassword,
  isMissing,
  isNotFound,
  openBrowser,
  refusalOf,
  refused,
  signedUpBrowser,
  signIn,
  signUp,
} from './browser.ts'
import { password, startEmulator } from './fixture.ts'

const email = 'ann@example.com'

describe('the user profile', () => {
  it('has every field of a user', async () => {
    const now = Date.UTC(2026, 0, 2)
    const { browser, userId } = await signedUpBrowser(await startEmulator(() => now))
    const { status, json } = await browser.call('GET me')
    const emailId = userId.replace('user_', 'idn_')
    expect(status).toBe(200)
    expect(json.response).toEqual({
      id: userId,
      object: 'user',
      external_id: null,
      username: null,
      first_name: null,
      last_name: null,
      image_url: expect.stringMatching(/^data:image\/svg/),
      has_image: false,
      primary_email_address_id: emailId,
      primary_phone_number_id: null,
      primary_web3_wallet_id: null,
      password_enabled: true,
      two_factor_enabled: false,
      totp_enabled: false,
      backup_code_enabled: false,
      email_addresses: [
        {
          id: emailId,
          object: 'email_address',
          email_address: email,
          reserved: false,
          verification: {
            object: 'verification_otp',
            status: 'verified',
            strategy: 'email_code',
            attempts: 1,
            expire_at: now,
          },
          linked_to: [],
          matches_sso_connection: false,
          created_at: now,
          updated_at: now,
        },
      ],
      phone_numbers: [],
      web3_wallets: [],
      passkeys: [],
      external_accounts: [],
      enterprise_accounts: [],
      saml_accounts: [],
      organization_memberships: [],
      public_metadata: {},
      private_metadata: {},
      unsafe_metadata: {},
      banned: false,
      locked: false,
      lockout_expires_in_seconds: null,
      verification_attempts_remaining: 100,
      delete_self_enabled: false,
      create_organization_enabled: false,
      mfa_enabled_at: null,
      mfa_disabled_at: null,
      legal_accepted_at: null,
      last_sign_in_at: now,
      last_active_at: now,
      created_at: now,
      updated_at: now,
    })
  })

  it('can get a name, and lose it', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { browser } = await signedUpBrowser(await startEmulator(() => now))
    now += 1000
    const named = await browser.call('PATCH me', { first_name: 'Ann', last_name: 'Example' })
    expect(named.json.response).toMatchObject({
      first_name: 'Ann',
      last_name: 'Example',
      updated_at: now,
    })
    expect(named.json.client.sessions[0].user).toEqual(named.json.response)
    const unnamed = await browser.call('PATCH me', { last_name: '' })
    expect(unnamed.json.response).toMatchObject({ first_name: 'Ann', last_name: null })
  })

  it('takes nothing else', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const { status, json } = await browser.call('PATCH me', { username: 'ann' })
    expect({ status, message: json.message }).toEqual({
      status: 501,
      message: '/v1/me with username is not emulated',
    })
  })
})

describe('a new password', () => {
  const change = { current_password: password, new_password: 'another long one' }

  it('takes the place of the old one', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    expect((await browser.call('POST me/change_password', change)).status).toBe(200)
    await browser.call('DELETE client/sessions')
    const old = await browser.call('POST client/sign_ins', { identifier: email, password })
    expect(refusalOf(old)).toEqual(incorrectPassword())
    const begin = { identifier: email, password: change.new_password }
    const { json } = await browser.call('POST client/sign_ins', begin)
    expect(json.response.status).toBe('complete')
  })

  it.each([
    ['true', 0],
    ['false', 1],
  ])('signs out elsewhere when asked to: %s', async (signOut, left) => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const other = await openBrowser(browser.emulator)
    await signIn(other)
    const fields = { ...change, sign_out_of_other_sessions: signOut }
    await browser.call('POST me/change_password', fields)
    const { json } = await other.call('GET client')
    expect(json.response.sessions).toHaveLength(left)
    expect((await browser.call(`POST ${session}/tokens`)).status).toBe(200)
  })

  it.each([
    [{ current_password: 'something else' }, incorrectPassword('current_password')],
    [{ current_password: '' }, incorrectPassword('current_password')],
    [
      { new_password: '1234567' },
      refused(
        422,
        'form_password_length_too_short',
        'Passwords must be 8 characters or more.',
        'Passwords must be 8 characters or more.',
        'new_password',
      ),
    ],
  ])('is refused with %o', async (changes, refusal) => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const answer = await browser.call('POST me/change_password', { ...change, ...changes })
    expect(refusalOf(answer)).toEqual(refusal)
  })

  it('has to be there', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const answer = await browser.call('POST me/change_password', { current_password: password })
    expect(refusalOf(answer)).toEqual(isMissing('new_password'))
  })
})

describe('where else one is signed in', () => {
  it('is listed, and can be ended from here', async () => {
    const { browser, sessionId } = await signedUpBrowser(await startEmulator())
    const other = await openBrowser(browser.emulator)
    const otherId = (await signIn(other)).replace('client/sessions/', '')
    const active = await browser.call('GET me/sessions/active')
    expect(active.json).toMatchObject([
      { id: sessionId, status: 'active', latest_activity: { object: 'session_activity' } },
      { id: otherId, status: 'active' },
    ])
    const revoked = await browser.call(`POST me/sessions/${otherId}/revoke`)
    expect(revoked.json.response).toMatchObject({ id: otherId, status: 'revoked' })
    expect((await other.call('GET client')).json.response.sessions).toEqual([])
    expect((await browser.call('GET me/sessions/active')).json).toHaveLength(1)
  })

  it('is nobody else’s business', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const other = await openBrowser(browser.emulator)
    const { sessionId } = await signUp(other, 'bob@example.com')
    expect((await browser.call('GET me/sessions/active')).json).toHaveLength(1)
    for (const id of [sessionId, 'sess_unknown', 'constructor']) {
      const answer = await browser.call(`POST me/sessions/${id}/revoke`)
      expect(refusalOf(answer)).toEqual(isNotFound('Session', id))
    }
    expect((await other.call('GET me')).status).toBe(200)
  })
})
