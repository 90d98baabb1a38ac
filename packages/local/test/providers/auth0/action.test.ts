import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected } from '../client.ts'
import { email, password, type TestEmulator } from '../oidc/fixture.ts'
import { authorizeUrl, exchange, refresh, signedIn, state, visit } from '../oidc/flows.ts'
import { actionFile, auth0Target, setAction, startEmulator, userId } from './fixture.ts'

/** An emulator whose Action has that body. */
async function startWith(body: string): Promise<TestEmulator> {
  const emulator = await startEmulator()
  setAction(emulator, body)
  return emulator
}

/** Signs up; what the app is told. */
async function signUpBack(emulator: TestEmulator) {
  const browser = await visit(emulator, auth0Target.signUpHint)
  return redirected(await browser.submit({ email, password }))
}

/** Signs in; what the app is told. */
async function signInBack(emulator: TestEmulator) {
  const browser = await visit(emulator, { prompt: 'login' })
  return redirected(await browser.submit({ email, password }))
}

async function claimsOf(emulator: TestEmulator, who = email) {
  return decodeJwt((await signedIn(emulator, who)).json.id_token)
}

const denied = (message: unknown) => ({
  to: auth0Target.redirectUri,
  error: 'access_denied',
  error_description: message,
  state,
})

describe('an Action', () => {
  it('is not needed', async () => {
    expect((await claimsOf(await startEmulator())).sub).toMatch(userId)
  })

  it('sets claims of ID tokens and of access tokens', async () => {
    const emulator = await startWith(
      `api.idToken.setCustomClaim('https://app.example/plan', { name: 'pro', seats: [1, 2] })
       api.idToken.setCustomClaim('plan', 'pro')
       api.accessToken.setCustomClaim('https://app.example/tier', 3)`,
    )
    const { json } = await signedIn(emulator, email, { audience: 'https://api.example' })
    const claims = decodeJwt(json.id_token)
    expect(claims['https://app.example/plan']).toEqual({ name: 'pro', seats: [1, 2] })
    expect(claims.plan).toBe('pro')
    expect(claims['https://app.example/tier']).toBeUndefined()
    expect(decodeJwt(json.access_token)['https://app.example/tier']).toBe(3)
  })

  it('is read anew, and run, at each sign-in with a session that goes on', async () => {
    const emulator = await startWith(`api.idToken.setCustomClaim('edition', 1)`)
    const { browser, json } = await signedIn(emulator)
    expect(decodeJwt(json.id_token).edition).toBe(1)
    setAction(emulator, `api.idToken.setCustomClaim('edition', 2)`)
    const { code = '' } = redirected(await browser.go(authorizeUrl(emulator)))
    expect(decodeJwt((await exchange(emulator, code)).json.id_token).edition).toBe(2)
    setAction(emulator, `api.access.deny('no')`)
    expect(redirected(await browser.go(authorizeUrl(emulator)))).toEqual(denied('no'))
  })

  it.each(['sub', 'iss', 'aud', 'exp', 'nonce', 'sid', 'roles', 'permissions', 'email', 'name'])(
    'that sets “%s” in an ID token changes nothing',
    async (name) => {
      const emulator = await startEmulator()
      const { [name]: before } = await claimsOf(emulator)
      setAction(emulator, `api.idToken.setCustomClaim('${name}', 'taken over')`)
      const { [name]: after } = await claimsOf(emulator, 'bob@example.com')
      expect(after).not.toBe('taken over')
      expect(typeof after).toBe(typeof before)
    },
  )

  it.each(['https://acme.auth0.com/x', 'http://webtask.io/x', 'urn:auth0:x'])(
    'that sets a claim of Auth0’s own changes nothing: %s',
    async (name) => {
      const emulator = await startWith(`api.idToken.setCustomClaim('${name}', 'x')`)
      expect((await claimsOf(emulator))[name]).toBeUndefined()
    },
  )

  it('can be another one than the file’s, for as long as a test says so', async () => {
    const emulator = await startWith(`api.idToken.setCustomClaim('from', 'the file')`)
    const actionSource = `exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim('from', 'the setting')
    }`
    await hook(emulator, 'POST settings', { actionSource })
    expect((await claimsOf(emulator)).from).toBe('the setting')
    await hook(emulator, 'POST settings', { actionSource: null })
    expect((await claimsOf(emulator, 'bob@example.com')).from).toBe('the file')
  })

  it.each([
    [`api.access.deny('Not on a Sunday.')`, /^Not on a Sunday\.$/],
    ['throw new Error("out of order")', /out of order/],
    ['throw "not an error"', /not an error/],
    ['event.user.nothing.at.all', /Cannot read properties of undefined/],
    [`api.idToken.setCustomClaim('large', 'x'.repeat(102_400))`, /at most 102400 are allowed/],
    [`require('jsonwebtoken')`, /Cannot find module 'jsonwebtoken'/],
  ])('that denies or throws sends the app away: %s', async (body, message) => {
    const emulator = await startWith(body)
    expect(await signUpBack(emulator)).toEqual(denied(expect.stringMatching(message)))
    setAction(emulator, '')
    expect((await signInBack(emulator)).code).toEqual(expect.any(String))
  })

  it.each([
    ['exports.onExecutePostLogin = async (event, api) => {', /Unexpected (end of input|token)/],
    ['exports.onContinuePostLogin = () => {}', /does not export onExecutePostLogin/],
  ])('that is not an Action denies everyone: %s', async (source, message) => {
    const emulator = await startEmulator()
    writeFileSync(actionFile(emulator.context), source)
    expect(await signUpBack(emulator)).toEqual(denied(expect.stringMatching(message)))
  })

  it('that denies keeps the metadata that it set', async () => {
    const emulator = await startWith(
      `api.user.setAppMetadata('tries', (event.user.app_metadata.tries ?? 0) + 1)
       if (event.user.app_metadata.tries === undefined) api.access.deny('Once more.')
       api.idToken.setCustomClaim('tries', event.user.app_metadata.tries)`,
    )
    expect(await signUpBack(emulator)).toEqual(denied('Once more.'))
    const { code = '' } = await signInBack(emulator)
    expect(decodeJwt((await exchange(emulator, code)).json.id_token).tries).toBe(1)
  })

  it('is run at each refresh', async () => {
    const emulator = await startEmulator()
    const { refresh_token } = (await signedIn(emulator)).json
    setAction(emulator, `api.idToken.setCustomClaim('by', event.transaction.protocol)`)
    const again = await refresh(emulator, refresh_token)
    expect(decodeJwt(again.json.id_token).by).toBe('oauth2-refresh-token')
    setAction(emulator, `api.access.deny('no more')`)
    expect(await refresh(emulator, refresh_token)).toEqual({
      status: 403,
      json: { error: 'access_denied', error_description: 'no more' },
    })
  })
})

describe('what an Action has', () => {
  it('is an event that says who signs in, where and how', async () => {
    const emulator = await startWith(`api.idToken.setCustomClaim('seen', { ...event })`)
    expect((await claimsOf(emulator)).seen).toMatchObject({
      user: {
        user_id: expect.stringMatching(userId),
        email,
        email_verified: true,
        name: email,
        nickname: 'ann',
        created_at: expect.any(String),
        app_metadata: {},
        user_metadata: {},
        identities: [{ provider: 'auth0', isSocial: false }],
      },
      client: { client_id: emulator.clientId, name: 'Todos' },
      connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
      authentication: { methods: [{ name: 'pwd', timestamp: expect.any(String) }] },
      authorization: { roles: [] },
      request: { method: 'GET', hostname: '127.0.0.1', user_agent: 'node' },
      transaction: {
        protocol: 'oidc-basic-profile',
        redirect_uri: auth0Target.redirectUri,
        requested_scopes: ['openid', 'profile', 'email', 'offline_access'],
        state,
      },
      stats: { logins_count: 1 },
      secrets: {},
    })
  })

  it('are the audience, the number of sign-ins, secrets and Node’s modules', async () => {
    const emulator = await startWith(
      `const audience = event.resource_server?.identifier
       const typeOf = typeof require('node:crypto').createHash
       const seen = [audience, event.stats.logins_count, event.secrets.KEY, typeOf]
       api.idToken.setCustomClaim('seen', seen)`,
    )
    await hook(emulator, 'POST settings', { actionSecrets: { KEY: 'a secret' } })
    const { browser } = await signedIn(emulator)
    const address = authorizeUrl(emulator, { audience: 'https://api.example' })
    const { code = '' } = redirected(await browser.go(address))
    const { seen } = decodeJwt((await exchange(emulator, code)).json.id_token)
    expect(seen).toEqual(['https://api.example', 2, 'a secret', 'function'])
  })

  it('are packages that it declares', async () => {
    const emulator = await startWith(
      `api.idToken.setCustomClaim('seen', typeof require('jsonwebtoken').sign)`,
    )
    await hook(emulator, 'POST settings', { actionDependencies: ['jsonwebtoken'] })
    const installed = join(emulator.context.stateDir, 'node_modules')
    mkdirSync(installed)
    const manifest = createRequire(import.meta.url).resolve('jsonwebtoken/package.json')
    symlinkSync(dirname(manifest), join(installed, 'jsonwebtoken'))
    expect((await claimsOf(emulator)).seen).toBe('function')
  })

  it.each([
    ['api.multifactor.enable("any")', 'api.multifactor'],
    ['api.redirect.sendUserTo("https://x.example")', 'api.redirect'],
    ['api.accessToken.addScope("x")', 'api.accessToken.addScope'],
    ['try { api.cache.get("x") } catch {}', 'api.cache'],
  ])('is not more than is emulated: %s is a loud 501', async (body, what) => {
    const emulator = await startWith(body)
    const browser = await visit(emulator, auth0Target.signUpHint)
    const response = await browser.submit({ email, password })
    const message = `${what} in an Action is not emulated`
    expect(response.status).toBe(501)
    expect(JSON.parse(browser.page)).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })
})
