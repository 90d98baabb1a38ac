import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { email, password, stopClock, type TestEmulator } from '../oidc/fixture.ts'
import { exchange, refresh, signedIn, signUp, verifier, visit } from '../oidc/flows.ts'
import { kindeTarget, startEmulator, userId } from './fixture.ts'

const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

const profile = (emulator: TestEmulator, accessToken: string) =>
  send(emulator, '/oauth2/v2/user_profile', {
    headers: { authorization: `Bearer ${accessToken}` },
  })

describe('signing in', () => {
  it('takes a state alone, and tells the scopes on the way back', async () => {
    const emulator = await startEmulator()
    const changes = { ...withoutPkce, nonce: undefined, ...kindeTarget.signUpHint }
    const browser = await visit(emulator, changes)
    const back = redirected(await browser.submit({ email, password }))
    expect(back).toEqual({
      to: kindeTarget.redirectUri,
      code: expect.any(String),
      scope: 'openid profile email offline',
      state: 'a state with spaces & signs',
    })
    const { status } = await exchange(emulator, back.code ?? '', { code_verifier: undefined })
    expect(status).toBe(200)
  })

  it('rejects a verifier that was not announced', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator, email, withoutPkce)
    expect(await exchange(emulator, code, { code_verifier: verifier })).toEqual(kindeTarget.badCode)
  })

  it.each([
    [{ prompt: 'create' }, 'Create your account'],
    [{ start_page: 'login' }, 'Sign in'],
  ])('with %o begins at “%s”', async (changes, title) => {
    const { page } = await visit(await startEmulator(), changes)
    expect(page).toContain(`<h1>${title}</h1>`)
  })

  it('ends without parameters that are not emulated', async () => {
    expect((await send(await startEmulator(), '/logout?x=1')).status).toBe(501)
  })
})

describe('an access token', () => {
  it('is a JWT with the claims of Kinde’s, for a day', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const claims = decodeJwt(json.access_token)
    const iat = claims.iat ?? 0
    const header = { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }
    expect(decodeProtectedHeader(json.access_token)).toEqual(header)
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

  it('names the audience that the app asks for', async () => {
    const audience = 'https://api.example'
    const { json } = await signedIn(await startEmulator(), email, { audience })
    expect(decodeJwt(json.access_token).aud).toEqual([audience])
  })

  it('is good for the profile until it has expired', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const { sub } = decodeJwt(json.access_token)
    expect(await (await profile(emulator, json.access_token)).json()).toEqual({
      sub,
      id: sub,
      provided_id: null,
      name: null,
      given_name: null,
      family_name: null,
      email,
      picture: null,
      updated_at: expect.any(Number),
    })
    later(86_400)
    expect((await profile(emulator, json.access_token)).status).toBe(401)
  })

  it.each(['', 'unknown', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'that was never given is refused: “%s”',
    async (token) => {
      expect((await profile(await startEmulator(), token)).status).toBe(401)
    },
  )
})

describe('a refresh token', () => {
  it('is exchanged for another one, in every one of requests side by side', async () => {
    const emulator = await startEmulator()
    const { refresh_token } = (await signedIn(emulator)).json
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => refresh(emulator, refresh_token)),
    )
    for (const { status, json } of answers) {
      expect(status).toBe(200)
      expect(json.refresh_token).not.toBe(refresh_token)
      expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
    }
  })

  it('that was used is good for a minute and takes its family with it then', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const next = await refresh(emulator, json.refresh_token)
    later(59)
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
    later(1)
    expect(await refresh(emulator, json.refresh_token)).toEqual(kindeTarget.badRefreshToken)
    expect(await refresh(emulator, next.json.refresh_token)).toEqual(kindeTarget.badRefreshToken)
  })

  it('has no grace when a test takes it away', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { refreshGraceSeconds: 0 })
    const { json } = await signedIn(emulator)
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(emulator, json.refresh_token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
