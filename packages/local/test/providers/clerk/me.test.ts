import { describe, expect, it } from 'vitest'
import { password } from '../mail/start.ts'
import { openBrowser, signedUp, signIn, signUp } from './fixture.ts'

const email = 'ann@example.com'

describe('the user profile', () => {
  it('says who is signed in', async () => {
    const now = Date.UTC(2026, 0, 2)
    const { browser, userId } = await signedUp(() => now)
    expect((await browser.call('GET me')).json.response).toMatchObject({
      id: userId,
      password_enabled: true,
      email_addresses: [{ email_address: email, verification: { status: 'verified' } }],
      last_sign_in_at: now,
      updated_at: now,
    })
  })

  it('can get a name, and lose it, and takes nothing else', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { browser } = await signedUp(() => now)
    now += 1000
    const { json } = await browser.call('PATCH me', { first_name: 'Ann', last_name: 'Example' })
    const names = { first_name: 'Ann', last_name: 'Example', updated_at: now }
    expect(json.response).toMatchObject(names)
    expect(json.client.sessions[0].user).toEqual(json.response)
    const unnamed = await browser.call('PATCH me', { last_name: '' })
    expect(unnamed.json.response).toMatchObject({ first_name: 'Ann', last_name: null })
    expect((await browser.call('PATCH me', { username: 'ann' })).status).toBe(501)
  })
})

describe('a new password', () => {
  const change = { current_password: password, new_password: 'another long one' }

  it('takes the place of the old one', async () => {
    const { browser } = await signedUp()
    expect((await browser.call('POST me/change_password', change)).status).toBe(200)
    await browser.call('DELETE client/sessions')
    const begin = (typed: string) => ({ identifier: email, password: typed })
    expect(await browser.refusal('POST client/sign_ins', begin(password))).toBe(
      '422 form_password_incorrect password',
    )
    const { json } = await browser.call('POST client/sign_ins', begin(change.new_password))
    expect(json.response.status).toBe('complete')
  })

  it.each([
    ['true', 0],
    ['false', 1],
  ])('signs out elsewhere when asked to: %s', async (signOut, left) => {
    const { browser, session } = await signedUp()
    const other = await openBrowser(browser.emulator)
    await signIn(other)
    const fields = { ...change, sign_out_of_other_sessions: signOut }
    await browser.call('POST me/change_password', fields)
    expect((await other.call('GET client')).json.response.sessions).toHaveLength(left)
    expect((await browser.call(`POST ${session}/tokens`)).status).toBe(200)
  })

  it.each([
    [{ ...change, current_password: 'other' }, '422 form_password_incorrect current_password'],
    [{ ...change, current_password: '' }, '422 form_password_incorrect current_password'],
    [{ ...change, new_password: '1234567' }, '422 form_password_length_too_short new_password'],
    [{ current_password: password }, '422 form_param_missing new_password'],
  ])('is refused with %o', async (fields, refusal) => {
    const { browser } = await signedUp()
    expect(await browser.refusal('POST me/change_password', fields)).toBe(refusal)
  })
})

describe('where else a user is signed in', () => {
  it('is listed, and can be ended from here', async () => {
    const { browser, sessionId } = await signedUp()
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

  it('is not for another user', async () => {
    const { browser } = await signedUp()
    const other = await signUp(browser.emulator, 'bob@example.com')
    expect((await browser.call('GET me/sessions/active')).json).toHaveLength(1)
    for (const id of [other.sessionId, 'sess_unknown', 'constructor']) {
      expect(await browser.refusal(`POST me/sessions/${id}/revoke`)).toBe('404 resource_not_found')
    }
    expect((await other.browser.call('GET me')).status).toBe(200)
  })
})
