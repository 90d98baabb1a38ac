import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected } from '../client.ts'
import type { TestEmulator } from '../oidc/fixture.ts'
import { authorizeUrl, exchange, refresh, signedIn, signUp, state, visit } from '../oidc/flows.ts'
import { actionFile, auth0Target, setAction, startEmulator } from './fixture.ts'

const email = 'ann@example.com'
const password = 'correct horse battery'

/** Signs up; what the app is told. */
async function signUpBack(emulator: TestEmulator) {
  const browser = await visit(emulator, auth0Target.signUpHint)
  return redirected(await browser.submit({ email, password }))
}

const claimsOf = async (emulator: TestEmulator) =>
  decodeJwt((await signedIn(emulator)).json.id_token)

describe('an Action', () => {
  it('is not needed', async () => {
    expect((await claimsOf(await startEmulator())).sub).toMatch(auth0Target.userId)
  })

  it('sets claims of ID tokens and of access tokens', async () => {
    const emulator = await startEmulator()
    setAction(
      emulator,
      `api.idToken.setCustomClaim('https://app.example/plan', { name: 'pro', seats: [1, 2] })
       api.accessToken.setCustomClaim('https://app.example/tier', 3)`,
    )
    const { json } = await signedIn(emulator, email, { audience: 'https://api.example' })
    expect(decodeJwt(json.id_token)['https://app.example/plan']).toEqual({
      name: 'pro',
      seats: [1, 2],
    })
    expect(decodeJwt(json.id_token)['https://app.example/tier']).toBeUndefined()
    expect(decodeJwt(json.access_token)['https://app.example/tier']).toBe(3)
  })

  it('may set claims without an address', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.idToken.setCustomClaim('plan', 'pro')`)
    expect((await claimsOf(emulator)).plan).toBe('pro')
  })

  it('is read anew at each sign-in', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.idToken.setCustomClaim('edition', 1)`)
    const { browser, json } = await signedIn(emulator)
    expect(decodeJwt(json.id_token).edition).toBe(1)
    setAction(emulator, `api.idToken.setCustomClaim('edition', 2)`)
    const { code = '' } = redirected(await browser.go(authorizeUrl(emulator)))
    expect(decodeJwt((await exchange(emulator, code)).json.id_token).edition).toBe(2)
  })

  it.each(['sub', 'iss', 'aud', 'exp', 'nonce', 'sid', 'roles', 'permissions', 'email', 'name'])(
    'that sets “%s” in an ID token changes nothing',
    async (name) => {
      const emulator = await startEmulator()
      const { [name]: before } = await claimsOf(emulator)
      setAction(emulator, `api.idToken.setCustomClaim('${name}', 'taken over')`)
      const { json } = await signedIn(emulator, 'bob@example.com')
      expect(decodeJwt(json.id_token)[name]).not.toBe('taken over')
      expect(typeof decodeJwt(json.id_token)[name]).toBe(typeof before)
    },
  )

  it.each(['https://acme.auth0.com/x', 'http://webtask.io/x', 'urn:auth0:x'])(
    'that sets a claim of Auth0’s own changes nothing: %s',
    async (name) => {
      const emulator = await startEmulator()
      setAction(emulator, `api.idToken.setCustomClaim('${name}', 'x')`)
      expect((await claimsOf(emulator))[name]).toBeUndefined()
    },
  )

  it('may not fill a token with more than 100 KB', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.idToken.setCustomClaim('large', 'x'.repeat(102_400))`)
    expect(await signUpBack(emulator)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining('at most 102400 are allowed'),
    })
  })

  it('can be another one than the file’s, for as long as a test says so', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.idToken.setCustomClaim('from', 'the file')`)
    const actionSource = `exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim('from', 'the setting')
    }`
    await hook(emulator, 'POST settings', { actionSource })
    expect((await claimsOf(emulator)).from).toBe('the setting')
    await hook(emulator, 'POST settings', { actionSource: null })
    const { json } = await signedIn(emulator, 'bob@example.com')
    expect(decodeJwt(json.id_token).from).toBe('the file')
  })

  it('that denies sends the app away with its reason', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.access.deny('Not on a Sunday.')`)
    expect(await signUpBack(emulator)).toEqual({
      to: auth0Target.redirectUri,
      error: 'access_denied',
      error_description: 'Not on a Sunday.',
      state,
    })
  })

  it('that denies keeps the metadata that it set', async () => {
    const emulator = await startEmulator()
    setAction(
      emulator,
      `api.user.setAppMetadata('tries', (event.user.app_metadata.tries ?? 0) + 1)
       if (event.user.app_metadata.tries === undefined) api.access.deny('Once more.')
       api.idToken.setCustomClaim('tries', event.user.app_metadata.tries)`,
    )
    expect(await signUpBack(emulator)).toMatchObject({ error_description: 'Once more.' })
    const browser = await visit(emulator, { prompt: 'login' })
    const { code = '' } = redirected(await browser.submit({ email, password }))
    expect(decodeJwt((await exchange(emulator, code)).json.id_token).tries).toBe(1)
  })

  it.each([
    ['throw new Error("out of order")', 'out of order'],
    ['throw "no error at all"', 'no error at all'],
    ['event.user.nothing.at.all', 'Cannot read properties of undefined'],
  ])('that throws sends the app away with the message: %s', async (body, message) => {
    const emulator = await startEmulator()
    setAction(emulator, body)
    expect(await signUpBack(emulator)).toMatchObject({
      to: auth0Target.redirectUri,
      error: 'access_denied',
      error_description: expect.stringContaining(message),
      state,
    })
  })

  it.each([
    ['exports.onExecutePostLogin = async (event, api) => {', 'Unexpected end of input'],
    ['exports.onContinuePostLogin = () => {}', 'does not export onExecutePostLogin'],
  ])('that is no Action lets nobody in: %s', async (source, message) => {
    const emulator = await startEmulator()
    writeFileSync(actionFile(emulator.context), source)
    expect(await signUpBack(emulator)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringMatching(new RegExp(`${message}|Unexpected token`)),
    })
  })

  it('lets whoever was sent away in after it was mended', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `api.access.deny('no')`)
    await signUpBack(emulator)
    setAction(emulator, '')
    const browser = await visit(emulator, { prompt: 'login' })
    expect(redirected(await browser.submit({ email, password })).code).toEqual(expect.any(String))
  })

  it('is run for a session that goes on, too', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    setAction(emulator, `api.access.deny('no')`)
    expect(redirected(await browser.go(authorizeUrl(emulator))).error).toBe('access_denied')
  })

  it('is run at each refresh', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    setAction(emulator, `api.idToken.setCustomClaim('by', event.transaction.protocol)`)
    const again = await refresh(emulator, json.refresh_token)
    expect(decodeJwt(again.json.id_token).by).toBe('oauth2-refresh-token')
    setAction(emulator, `api.access.deny('no more')`)
    expect(await refresh(emulator, json.refresh_token)).toEqual({
      status: 403,
      json: { error: 'access_denied', error_description: 'no more' },
    })
  })
})

describe('what an Action has', () => {
  const seen = async (emulator: TestEmulator, expression: string) => {
    setAction(emulator, `api.idToken.setCustomClaim('seen', ${expression})`)
    return (await claimsOf(emulator)).seen
  }

  it('is an event that says who signs in, where and how', async () => {
    const emulator = await startEmulator()
    expect(await seen(emulator, '{ ...event }')).toMatchObject({
      user: {
        user_id: expect.stringMatching(auth0Target.userId),
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

  it('are the audience and the number of sign-ins', async () => {
    const emulator = await startEmulator()
    setAction(
      emulator,
      `api.idToken.setCustomClaim('seen', [event.resource_server?.identifier, event.stats.logins_count])`,
    )
    const { browser } = await signedIn(emulator)
    const address = authorizeUrl(emulator, { audience: 'https://api.example' })
    const { code = '' } = redirected(await browser.go(address))
    const { json } = await exchange(emulator, code)
    expect(decodeJwt(json.id_token).seen).toEqual(['https://api.example', 2])
  })

  it('are the secrets of the dashboard', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { actionSecrets: { KEY: 'a secret' } })
    expect(await seen(emulator, 'event.secrets.KEY')).toBe('a secret')
  })

  it('are Node’s modules', async () => {
    expect(await seen(await startEmulator(), `typeof require('node:crypto').createHash`)).toBe(
      'function',
    )
  })

  it('are packages that it declares, and no others', async () => {
    const emulator = await startEmulator()
    setAction(emulator, `require('jsonwebtoken')`)
    expect(await signUpBack(emulator)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining("Cannot find module 'jsonwebtoken'"),
    })
    await hook(emulator, 'POST settings', { actionDependencies: ['jsonwebtoken'] })
    const installed = join(emulator.context.stateDir, 'node_modules')
    mkdirSync(installed)
    const manifest = createRequire(import.meta.url).resolve('jsonwebtoken/package.json')
    symlinkSync(dirname(manifest), join(installed, 'jsonwebtoken'))
    setAction(emulator, `api.idToken.setCustomClaim('seen', typeof require('jsonwebtoken').sign)`)
    const { json } = await signedIn(emulator, 'bob@example.com')
    expect(decodeJwt(json.id_token).seen).toBe('function')
  })

  it.each([
    ['api.multifactor.enable("any")', 'api.multifactor'],
    ['api.redirect.sendUserTo("https://x.example")', 'api.redirect'],
    ['api.accessToken.addScope("x")', 'api.accessToken.addScope'],
    ['try { api.cache.get("x") } catch {}', 'api.cache'],
  ])('is no more than is imitated: %s is a loud 501', async (body, what) => {
    const emulator = await startEmulator()
    setAction(emulator, body)
    const browser = await visit(emulator, auth0Target.signUpHint)
    const response = await browser.submit({ email, password })
    const message = `${what} in an Action is not emulated`
    expect(response.status).toBe(501)
    expect(JSON.parse(browser.page)).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })
})
