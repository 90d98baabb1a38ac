import { ManagementClient } from 'auth0'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { lastMail } from '../mail/start.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { stopClock } from '../oidc/fixture.ts'
import { auth0Target, it } from './fixture.ts'

const other = 'another password'
const fiveDays = 5 * 86_400

/** Auth0's SDK for the Management API, as an app's server has it. */
const management = ({ env }: TestEmulator) =>
  new ManagementClient({
    domain: new URL(`${env.AUTH0_DOMAIN}`).host,
    clientId: `${env.AUTH0_MANAGEMENT_CLIENT_ID}`,
    clientSecret: `${env.AUTH0_MANAGEMENT_CLIENT_SECRET}`,
    // The SDK knows no tenant without TLS.
    fetch: (url, init) => fetch(`${url}`.replace(/^https:/, 'http:'), init),
    maxRetries: 0,
  })

async function ann(emulator: TestEmulator) {
  const [user] = await management(emulator).users.listUsersByEmail({ email })
  return { user_id: user?.user_id ?? '', email_verified: user?.email_verified }
}

/** Asks the Authentication API as an app's own form does. */
async function post(emulator: TestEmulator, path: string, changes: object = {}) {
  const { clientId: client_id } = emulator
  const connection = 'Username-Password-Authentication'
  const response = await emulator.send(`/dbconnections/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id, connection, email, ...changes }),
  })
  return { status: response.status, text: await response.text() }
}

describe('the link that a sign-up is sent', () => {
  it('verifies the address, once, wherever it is opened', async ({ emulator }) => {
    const { browser, code } = await emulator.signUp()
    expect(code).not.toBe('')
    expect(await ann(emulator)).toMatchObject({ email_verified: false })
    const link = (await lastMail(emulator)).link?.url ?? ''
    const elsewhere = openBrowser(emulator)
    expect((await elsewhere.go(link)).status).toBe(200)
    expect(elsewhere.page).toContain('<h1>Your email is verified</h1>')
    expect(await ann(emulator)).toMatchObject({ email_verified: true })
    expect((await elsewhere.go(link)).status).toBe(400)
    expect((await browser.go(emulator.authorizeUrl())).status).toBe(302)
  })

  it('is good for five days', async ({ emulator }) => {
    const later = stopClock()
    await emulator.signUp()
    later(fiveDays)
    const link = (await lastMail(emulator)).link?.url ?? ''
    expect((await openBrowser(emulator).go(link)).status).toBe(400)
    expect(await ann(emulator)).toMatchObject({ email_verified: false })
  })
})

describe('the Management API', () => {
  it('makes tickets, and has a verification mailed', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password, emailVerified: false })
    const { user_id } = await ann(emulator)
    const { tickets, jobs } = management(emulator)
    const reset = await tickets.changePassword({ user_id })
    const browser = openBrowser(emulator)
    await browser.go(`${reset.ticket}`)
    expect((await browser.submit({ password: other })).status).toBe(200)
    // Auth0 does not take a reset for a verification.
    expect(await ann(emulator)).toMatchObject({ email_verified: false })
    expect(await lastMail(emulator)).toBeUndefined()
    await jobs.verificationEmail.create({ user_id })
    const mailed = (await lastMail(emulator)).link?.url ?? ''
    const { ticket = '' } = await tickets.verifyEmail({ user_id })
    expect((await browser.go(mailed)).status).toBe(400)
    expect((await browser.go(ticket)).status).toBe(200)
    expect(await ann(emulator)).toMatchObject({ email_verified: true })
    const unknown = tickets.verifyEmail({ user_id: 'auth0|0' })
    await expect(unknown).rejects.toMatchObject({ statusCode: 404 })
  })
})

describe('the Authentication API', () => {
  it('signs up, and has a link mailed for a forgotten password', async ({ emulator }) => {
    const made = await post(emulator, 'signup', { password })
    const { user_id } = await ann(emulator)
    const _id = user_id.replace('auth0|', '')
    expect(JSON.parse(made.text)).toEqual({ _id, email, email_verified: false })
    expect((await post(emulator, 'signup', { password })).status).toBe(400)
    const { text } = await post(emulator, 'change_password')
    expect(text).toBe("We've just sent you an email to reset your password.")
    expect((await lastMail(emulator)).subject).toBe('Reset your password')
    expect(await post(emulator, 'change_password', { email: 'eve@example.com' })).toEqual({
      status: 200,
      text,
    })
    expect((await post(emulator, 'change_password', { client_id: 'other' })).status).toBe(400)
  })
})

describe('Google', () => {
  const verified = { email, given_name: 'Ann', email_verified: 'on' }
  const connection = 'google-oauth2'

  it('can be asked for by the app, and is what the user’s identities say', async ({ emulator }) => {
    const browser = await emulator.visit({ connection })
    expect(browser.page).toContain('<h1>Local identity provider</h1>')
    expect(redirected(await browser.submit(verified)).to).toBe(auth0Target.redirectUri)
    const { user_id } = await ann(emulator)
    expect(await management(emulator).users.get(user_id)).toMatchObject({
      given_name: 'Ann',
      identities: [{ connection, provider: connection, isSocial: true }],
    })
    const { tickets } = management(emulator)
    await expect(tickets.changePassword({ user_id })).rejects.toMatchObject({ statusCode: 400 })
  })

  it('tells an Action what the connection is', async ({ emulator }) => {
    const actionSource = `exports.onExecutePostLogin = async ({ connection }, api) => {
      api.access.deny(connection.name)
    }`
    await emulator.hook('POST settings', { actionSource })
    const browser = await emulator.visit({ connection })
    expect(redirected(await browser.submit(verified)).error_description).toBe(connection)
  })

  it('is the only other connection', async ({ emulator }) => {
    expect((await emulator.authorize({ connection: 'github' })).status).toBe(501)
  })
})
