import { decodeJwt } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { email, password, state, type TestEmulator } from '../oidc/emulator.ts'
import { auth0Target, it, userId, writeAction } from './fixture.ts'

/** Pastes this into the body of the Action. */
function setAction({ context }: TestEmulator, body: string): void {
  const source = `exports.onExecutePostLogin = async (event, api) => {\n${body}\n}\n`
  writeAction(context, source)
}

/** Sets the claim `seen` of ID tokens. */
const setSeen = (emulator: TestEmulator, expression: string) =>
  setAction(emulator, `api.idToken.setCustomClaim('seen', ${expression})`)

/** Signs a new user up; what the app is told. */
async function signUpBack(emulator: TestEmulator) {
  const browser = await emulator.visit(auth0Target.signUpHint)
  return redirected(await browser.submit({ email, password }))
}

/** Signs the user in; what the app is told. */
async function signInBack(emulator: TestEmulator) {
  const browser = await emulator.visit({ prompt: 'login' })
  return redirected(await browser.submit({ email, password }))
}

const claimsOf = async (emulator: TestEmulator, who = email) =>
  decodeJwt((await emulator.signedIn(who)).tokens.id_token)

const claimsFor = async (emulator: TestEmulator, code = '') =>
  decodeJwt((await emulator.exchange(code)).json.id_token)

const denied = (error_description: unknown) => ({
  to: auth0Target.redirectUri,
  error: 'access_denied',
  error_description,
  state,
})

describe('an Action', () => {
  it('is not needed', async ({ emulator }) => {
    expect((await claimsOf(emulator)).sub).toMatch(userId)
  })

  it('sets claims of ID tokens and of access tokens', async ({ emulator }) => {
    setAction(
      emulator,
      `api.idToken.setCustomClaim('https://app.example/plan', { name: 'pro', seats: [1, 2] })
       api.idToken.setCustomClaim('plan', 'pro')
       api.accessToken.setCustomClaim('https://app.example/tier', 3)`,
    )
    const { tokens } = await emulator.signedIn(email, { audience: 'https://api.example' })
    const claims = decodeJwt(tokens.id_token)
    expect(claims['https://app.example/plan']).toEqual({ name: 'pro', seats: [1, 2] })
    expect(claims.plan).toBe('pro')
    expect(claims['https://app.example/tier']).toBeUndefined()
    expect(decodeJwt(tokens.access_token)['https://app.example/tier']).toBe(3)
  })

  it('is read anew, and run, at each sign-in with a session that goes on', async ({ emulator }) => {
    setSeen(emulator, '1')
    const { browser, tokens } = await emulator.signedIn()
    expect(decodeJwt(tokens.id_token).seen).toBe(1)
    setSeen(emulator, '2')
    const { code } = redirected(await browser.go(emulator.authorizeUrl()))
    expect((await claimsFor(emulator, code)).seen).toBe(2)
    setAction(emulator, `api.access.deny('no')`)
    expect(redirected(await browser.go(emulator.authorizeUrl()))).toEqual(denied('no'))
  })

  it.for([
    ...['sub', 'iss', 'aud', 'exp', 'nonce', 'sid', 'roles', 'permissions', 'email', 'name'],
    ...['https://acme.auth0.com/x', 'http://webtask.io/x', 'urn:auth0:x'],
  ])('that sets “%s” in an ID token changes nothing', async (name, { emulator }) => {
    const { [name]: before } = await claimsOf(emulator)
    setAction(emulator, `api.idToken.setCustomClaim('${name}', 'taken over')`)
    const { [name]: after } = await claimsOf(emulator, 'bob@example.com')
    expect(after).not.toBe('taken over')
    expect(typeof after).toBe(typeof before)
  })

  it('can be another one than the file’s, for as long as a test asks for it', async ({
    emulator,
  }) => {
    setSeen(emulator, `'the file'`)
    const actionSource = `exports.onExecutePostLogin = async (event, api) => {
      api.idToken.setCustomClaim('seen', 'the setting')
    }`
    await emulator.hook('POST settings', { actionSource })
    expect((await claimsOf(emulator)).seen).toBe('the setting')
    await emulator.hook('POST settings', { actionSource: null })
    expect((await claimsOf(emulator, 'bob@example.com')).seen).toBe('the file')
  })

  it.for([
    [`api.access.deny('Not on a Sunday.')`, /^Not on a Sunday\.$/],
    ['throw new Error("out of order")', /out of order/],
    ['throw "not an error"', /not an error/],
    ['event.user.nothing.at.all', /Cannot read properties of undefined/],
    [`api.idToken.setCustomClaim('large', 'x'.repeat(102_400))`, /at most 102400 are allowed/],
    [`require('jsonwebtoken')`, /Cannot find module 'jsonwebtoken'/],
  ] as const)('that denies or throws sends the app away: %s', async (row, { emulator }) => {
    const [body, message] = row
    setAction(emulator, body)
    expect(await signUpBack(emulator)).toEqual(denied(expect.stringMatching(message)))
    setAction(emulator, '')
    expect((await signInBack(emulator)).code).toEqual(expect.any(String))
  })

  it.for([
    ['exports.onExecutePostLogin = async (event, api) => {', /Unexpected (end of input|token)/],
    ['exports.onContinuePostLogin = () => {}', /does not export onExecutePostLogin/],
  ] as const)('that is not an Action denies every user: %s', async (row, { emulator }) => {
    const [source, message] = row
    writeAction(emulator.context, source)
    expect(await signUpBack(emulator)).toEqual(denied(expect.stringMatching(message)))
  })

  it('that denies keeps the metadata that it set', async ({ emulator }) => {
    setAction(
      emulator,
      `api.user.setAppMetadata('tries', (event.user.app_metadata.tries ?? 0) + 1)
       if (event.user.app_metadata.tries === undefined) api.access.deny('Once more.')
       api.idToken.setCustomClaim('tries', event.user.app_metadata.tries)`,
    )
    expect(await signUpBack(emulator)).toEqual(denied('Once more.'))
    const { code } = await signInBack(emulator)
    expect((await claimsFor(emulator, code)).tries).toBe(1)
  })

  it('is run at each refresh', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    setSeen(emulator, 'event.transaction.protocol')
    const again = await emulator.refresh(tokens)
    expect(decodeJwt(again.json.id_token).seen).toBe('oauth2-refresh-token')
    setAction(emulator, `api.access.deny('no more')`)
    const json = { error: 'access_denied', error_description: 'no more' }
    expect(await emulator.refresh({ ...tokens, ...again.json })).toEqual({ status: 403, json })
  })
})

describe('what an Action has', () => {
  it('is an event that says who signs in, where and how', async ({ emulator }) => {
    setSeen(emulator, '{ ...event }')
    expect((await claimsOf(emulator)).seen).toMatchObject({
      user: {
        user_id: expect.stringMatching(userId),
        email,
        email_verified: false,
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

  it('are the audience, the number of sign-ins and Node’s modules', async ({ emulator }) => {
    setSeen(
      emulator,
      `[event.resource_server?.identifier, event.stats.logins_count,
        typeof require('node:crypto').createHash]`,
    )
    const { browser } = await emulator.signedIn()
    const address = emulator.authorizeUrl({ audience: 'https://api.example' })
    const { code } = redirected(await browser.go(address))
    const seen = ['https://api.example', 2, 'function']
    expect((await claimsFor(emulator, code)).seen).toEqual(seen)
  })

  it.for([
    ['api.multifactor.enable("any")', 'api.multifactor'],
    ['api.redirect.sendUserTo("https://x.example")', 'api.redirect'],
    ['api.accessToken.addScope("x")', 'api.accessToken.addScope'],
    ['try { api.cache.get("x") } catch {}', 'api.cache'],
  ] as const)('is what is emulated: %s is a loud 501', async ([body, what], { emulator }) => {
    setAction(emulator, body)
    const browser = await emulator.visit(auth0Target.signUpHint)
    const response = await browser.submit({ email, password })
    const message = `${what} in an Action is not emulated`
    expect(response.status).toBe(501)
    expect(JSON.parse(browser.page)).toEqual({
      error: 'not_emulated',
      error_description: message,
    })
    expect((await emulator.hook('GET unknown')).json.requests).toMatchObject([{ message }])
  })
})
