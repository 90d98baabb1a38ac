import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { email, password, state, type TestEmulator, verifier } from '../oidc/emulator.ts'
import { stopClock } from '../oidc/fixture.ts'
import { it, kindeTarget, userId } from './fixture.ts'

const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

const profile = (emulator: TestEmulator, accessToken: string) =>
  emulator.send('/oauth2/v2/user_profile', { headers: { authorization: `Bearer ${accessToken}` } })

describe('signing in', () => {
  it('takes a state alone, and returns the scopes', async ({ emulator }) => {
    const changes = { ...withoutPkce, nonce: undefined, ...kindeTarget.signUpHint }
    const browser = await emulator.visit(changes)
    const shown = await browser.submit({ email, password })
    const { code = '', ...back } = redirected(await emulator.typeCode(browser, shown))
    const { scope } = kindeTarget.request
    expect(back).toEqual({ to: kindeTarget.redirectUri, scope, state })
    expect((await emulator.exchange(code, { code_verifier: undefined })).status).toBe(200)
  })

  it('rejects a verifier that was not announced', async ({ emulator }) => {
    const { code } = await emulator.signUp(email, withoutPkce)
    const answer = await emulator.exchange(code, { code_verifier: verifier })
    expect(answer).toEqual(kindeTarget.badCode)
  })

  it.for([
    [{ prompt: 'create' }, 'Create your account'],
    [{ start_page: 'login' }, 'Sign in'],
  ] as const)('with %o begins at “%s”', async ([changes, title], { emulator }) => {
    expect((await emulator.visit(changes)).page).toContain(`<h1>${title}</h1>`)
  })

  it('ends without parameters that are not emulated', async ({ emulator }) => {
    expect((await emulator.send('/logout?x=1')).status).toBe(501)
  })
})

describe('an ID token', () => {
  it('names its access token and when the user signed in, after a refresh too', async ({
    emulator,
  }) => {
    const later = stopClock()
    const signedInAt = Math.floor(Date.now() / 1000)
    const { tokens } = await emulator.signedIn()
    later(100)
    const refreshed = (await emulator.refresh(tokens)).json
    for (const { id_token, access_token } of [tokens, refreshed]) {
      const hash = createHash('sha256').update(access_token).digest().subarray(0, 16)
      const claims = { at_hash: hash.toString('base64url'), auth_time: signedInAt }
      expect(decodeJwt(id_token)).toMatchObject({ ...claims, aud: [emulator.clientId] })
    }
  })
})

describe('an access token', () => {
  it('is a JWT with the claims of Kinde’s, for a day', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const claims = decodeJwt(tokens.access_token)
    const iat = claims.iat ?? 0
    const header = { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }
    expect(decodeProtectedHeader(tokens.access_token)).toEqual(header)
    expect(claims).toEqual({
      aud: [],
      azp: emulator.clientId,
      exp: iat + 86_400,
      iat,
      iss: emulator.url,
      jti: expect.any(String),
      org_code: emulator.context.secrets.orgCode,
      org_name: 'Default Organization',
      permissions: [],
      roles: [],
      feature_flags: {},
      scp: ['openid', 'profile', 'email', 'offline'],
      sub: expect.stringMatching(userId),
    })
  })

  it('names the audience that the app asks for', async ({ emulator }) => {
    const audience = 'https://api.example'
    const { tokens } = await emulator.signedIn(email, { audience })
    expect(decodeJwt(tokens.access_token).aud).toEqual([audience])
  })

  it('is good for the profile until it has expired', async ({ emulator }) => {
    const later = stopClock()
    const { access_token } = (await emulator.signedIn()).tokens
    const { sub } = decodeJwt(access_token)
    const names = { name: null, given_name: null, family_name: null }
    const known = { sub, id: sub, provided_id: null, ...names, email, picture: null }
    const json = { ...known, updated_at: expect.any(Number) }
    expect(await (await profile(emulator, access_token)).json()).toEqual(json)
    later(86_400)
    expect((await profile(emulator, access_token)).status).toBe(401)
  })

  it.for(['', 'unknown', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'that was never given is refused: “%s”',
    async (token, { emulator }) => {
      expect((await profile(emulator, token)).status).toBe(401)
    },
  )
})

describe('a refresh token', () => {
  it('is exchanged for another one, in all of the requests side by side', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const requests = Array.from({ length: 8 }, () => emulator.refresh(tokens))
    for (const { status, json } of await Promise.all(requests)) {
      expect(status).toBe(200)
      expect(json.refresh_token).not.toBe(tokens.refresh_token)
      expect((await emulator.refresh(json)).status).toBe(200)
    }
  })

  it('ends its family when it is used again after a minute', async ({ emulator }) => {
    const later = stopClock()
    const { tokens } = await emulator.signedIn()
    const next = await emulator.refresh(tokens)
    later(59)
    expect((await emulator.refresh(tokens)).status).toBe(200)
    later(1)
    expect(await emulator.refresh(tokens)).toEqual(kindeTarget.badRefreshToken)
    expect(await emulator.refresh(next.json)).toEqual(kindeTarget.badRefreshToken)
  })

  it('has no grace when a test takes it away', async ({ emulator }) => {
    await emulator.hook('POST settings', { refreshGraceSeconds: 0 })
    const { tokens } = await emulator.signedIn()
    const answers = await Promise.all([1, 2, 3, 4].map(() => emulator.refresh(tokens)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
