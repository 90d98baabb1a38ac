import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { appUrl, ask, hook, insforgeJwtSecret, password } from '../mail/start.ts'
import { type Browser, openBrowser, signedUp, signIn } from './fixture.ts'

const issuer = 'https://local-emulator-0.clerk.accounts.dev'
const email = 'ann@example.com'

const keysOf = async ({ emulator }: Browser) =>
  createLocalJWKSet((await ask(emulator, 'GET /.well-known/jwks.json')).json)

/** A session token, or one of the template of that name. */
async function tokenOf(browser: Browser, session: string, template?: string): Promise<string> {
  const path = [session, 'tokens', template].filter(Boolean).join('/')
  return (await browser.call(`POST ${path}`, { organization_id: '' })).json.jwt
}

describe('a session token', () => {
  it('lives for a minute and says whose session it is, for the app that asks', async () => {
    const now = Date.UTC(2026, 0, 2)
    const { browser, userId, sessionId, session } = await signedUp(() => now)
    const token = await tokenOf(browser, session)
    const iat = now / 1000
    expect(decodeJwt(token)).toEqual({
      azp: appUrl,
      exp: iat + 60,
      fva: [0, -1],
      iat,
      iss: issuer,
      jti: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      nbf: iat - 10,
      sid: sessionId,
      sts: 'active',
      sub: userId,
      v: 2,
    })
    const header = { alg: 'RS256', cat: 'cl_B7d4PD111AAA', kid: expect.any(String), typ: 'JWT' }
    expect(decodeProtectedHeader(token)).toEqual(header)
  })

  it('has what “Customize session token” adds, beside what Clerk says itself', async () => {
    const { browser, session, userId } = await signedUp()
    const sessionClaims = { plan: 'free', sid: 'another', sts: 'pending' }
    await hook(browser.emulator, 'POST settings', { sessionClaims })
    const claims = decodeJwt(await tokenOf(browser, session))
    expect(claims).toMatchObject({ plan: 'free', sub: userId, sts: 'active' })
    expect(claims.sid).not.toBe('another')
    const settings = { sessionClaims: { sub: 'another' } }
    expect((await hook(browser.emulator, 'POST settings', settings)).status).toBe(400)
  })

  it('names no app to a request without an origin', async () => {
    const { browser, session } = await signedUp()
    const route = `POST /v1/${session}/tokens?__clerk_db_jwt=${browser.devBrowserId}`
    expect(decodeJwt((await ask(browser.emulator, route)).json.jwt)).not.toHaveProperty('azp')
  })

  it('comes with the session, and says how many minutes ago the user proved who they are', async () => {
    let now = Date.now()
    const { browser, session, sessionId } = await signedUp(() => now)
    now += 150_000
    const { response } = (await browser.call(`GET ${session}`)).json
    expect(response.factor_verification_age).toEqual([2, -1])
    const claims = decodeJwt(response.last_active_token.jwt)
    expect(claims).toMatchObject({ azp: appUrl, sid: sessionId, fva: [2, -1] })
  })
})

describe('a session', () => {
  it('that is touched is in use, and the sign-in is no newer for that', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { browser, session } = await signedUp(() => now)
    const before = (await browser.call('GET client')).json.response
    now += 5000
    const { json } = await browser.call(`POST ${session}/touch`, { intent: 'focus' })
    expect(json.response).toMatchObject({ status: 'active', last_active_at: now })
    // A newer one would make every session token from before look as if it were of an old sign-in.
    expect(json.client.updated_at).toBe(before.updated_at)
  })

  it.each(['DELETE client/sessions', 'DELETE client'])(
    'ends at the sign-out: %s',
    async (route) => {
      let now = Date.UTC(2026, 0, 2)
      const { browser, session } = await signedUp(() => now)
      const other = await openBrowser(browser.emulator)
      const otherSession = await signIn(other)
      now += 5000
      const { json } = await browser.call(route)
      const nothing = { sessions: [], sign_in: null, sign_up: null, last_active_session_id: null }
      expect(json).toMatchObject({ client: null, response: { ...nothing, updated_at: now } })
      expect(await browser.refusal(`POST ${session}/tokens`)).toBe('401 signed_out')
      expect((await other.call(`POST ${otherSession}/tokens`)).status).toBe(200)
    },
  )

  it.each([
    ['end', 'ended'],
    ['remove', 'removed'],
  ])('can be ended alone: %s', async (action, status) => {
    const { browser, session } = await signedUp()
    const { json } = await browser.call(`POST ${session}/${action}`)
    expect(json.response).toMatchObject({ status, last_active_token: null })
    expect(json.client.sessions).toEqual([])
  })

  it('leaves the browser to another user when it has ended', async () => {
    const { browser } = await signedUp()
    await hook(browser.emulator, 'POST users', { email: 'bob@example.com', password })
    const bob = { identifier: 'bob@example.com', password }
    expect(await browser.refusal('POST client/sign_ins', bob)).toBe('400 session_exists')
    await browser.call('DELETE client/sessions')
    const { client } = (await browser.call('POST client/sign_ins', bob)).json
    expect(client.sessions).toMatchObject([{ public_user_data: { identifier: 'bob@example.com' } }])
  })

  it.each(['revoke', 'expire'])('that is over is refused everything (%s)', async (how) => {
    const { browser, session, sessionId } = await signedUp()
    await hook(browser.emulator, `POST sessions/${how}`, { email })
    const { response } = (await browser.call('GET client')).json
    expect(response).toMatchObject({ sessions: [], last_active_session_id: null })
    const actions = ['touch', 'tokens', 'tokens/insforge', 'end', 'remove']
    for (const route of [
      `GET ${session}`,
      ...actions.map((action) => `POST ${session}/${action}`),
      'GET me',
      'PATCH me',
      'POST me/change_password',
      'GET me/sessions/active',
      `POST me/sessions/${sessionId}/revoke`,
    ]) {
      expect(await browser.refusal(route)).toBe('401 signed_out')
    }
  })

  it('is over by itself after seven days', async () => {
    let now = Date.now()
    const { browser, session } = await signedUp(() => now)
    now += 7 * 86_400_000 - 1
    expect((await browser.call(`POST ${session}/tokens`)).status).toBe(200)
    now += 1
    expect(await browser.refusal(`POST ${session}/tokens`)).toBe('401 signed_out')
    expect(await signIn(browser)).not.toBe(session)
  })

  it('of another browser is not found', async () => {
    const ann = await signedUp()
    const other = await openBrowser(ann.browser.emulator)
    await signIn(other)
    for (const action of ['touch', 'tokens', 'tokens/insforge', 'end', 'remove']) {
      expect(await other.refusal(`POST ${ann.session}/${action}`)).toBe('404 resource_not_found')
    }
    expect((await ann.browser.call(`POST ${ann.session}/tokens`)).status).toBe(200)
  })
})

describe('the template insforge', () => {
  const secretOf = (text: string) => new TextEncoder().encode(text)

  async function withTemplate(settings: object) {
    const signed = await signedUp()
    await hook(signed.browser.emulator, 'POST settings', settings)
    return signed
  }

  it('makes a token that InsForge’s secret verifies, with what InsForge needs', async () => {
    const now = Date.now()
    const { browser, userId, session } = await signedUp(() => now)
    const token = await tokenOf(browser, session, 'insforge')
    const { payload, protectedHeader } = await jwtVerify(token, secretOf(insforgeJwtSecret))
    const iat = Math.floor(now / 1000)
    expect(payload).toEqual({
      aud: 'insforge-api',
      azp: appUrl,
      exp: iat + 60,
      iat,
      iss: issuer,
      jti: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      nbf: iat - 5,
      role: 'authenticated',
      sub: userId,
    })
    expect(protectedHeader).toEqual({ alg: 'HS256', cat: 'cl_B7d4PD222AAA', typ: 'JWT' })
  })

  it.each([
    [{}, 'supabase'],
    [{ templateName: null }, 'insforge'],
    [{ templateName: 'InsForge' }, 'insforge'],
  ])('is the only one, and with %o there is none called %s', async (settings, name) => {
    const { browser, session } = await withTemplate(settings)
    const { status, json } = await browser.call(`POST ${session}/tokens/${name}`)
    expect(status).toBe(404)
    expect(json.errors[0].long_message).toBe(`No JWT template exists with name: ${name}`)
  })

  it.each<[string, string, string, Record<string, string>]>([
    ['anew', '/insforge', 'debug=skip_cache', {}],
    ['with the one that has expired', '/insforge', 'expired_token=a.b.c', {}],
    ['by a page that is looked at', '', '', { tab_state: 'focused', organization_id: '' }],
    ['by a page that is not, from no cache', '', '', { tab_state: 'hidden', force_origin: 'true' }],
  ])('can be asked for %s, as clerk-js says it', async (_, path, query, form) => {
    const { browser, session } = await withTemplate({})
    const route = `POST /v1/${session}/tokens${path}?${query}&__clerk_db_jwt=${browser.devBrowserId}`
    const { status } = await ask(browser.emulator, route, {}, new URLSearchParams(form))
    expect(status).toBe(200)
    expect((await hook(browser.emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('can be signed with another secret, or with the instance’s own key', async () => {
    const { browser, session } = await withTemplate({ templateKey: { secret: 'another' } })
    const other = await tokenOf(browser, session, 'insforge')
    await jwtVerify(other, secretOf('another'))
    await expect(jwtVerify(other, secretOf(insforgeJwtSecret))).rejects.toThrow('signature')
    await hook(browser.emulator, 'POST settings', { templateKey: 'instance' })
    const own = await tokenOf(browser, session, 'insforge')
    const { protectedHeader } = await jwtVerify(own, await keysOf(browser))
    expect(protectedHeader).toMatchObject({ alg: 'RS256', cat: 'cl_B7d4PD222AAA' })
  })

  it('can have other claims, but for those that Clerk sets itself', async () => {
    const settings = { templateClaims: { role: 'admin' }, templateSeconds: 0 }
    const { browser, session } = await withTemplate(settings)
    const { role, aud, iat, exp } = decodeJwt(await tokenOf(browser, session, 'insforge'))
    expect({ role, aud, exp }).toEqual({ role: 'admin', aud: undefined, exp: iat })
    for (const templateClaims of [{ sub: 'x' }, { exp: 0 }, { email: '{{shortcode}}' }]) {
      const { status } = await hook(browser.emulator, 'POST settings', { templateClaims })
      expect(status).toBe(400)
    }
  })
})
