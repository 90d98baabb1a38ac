import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { password, stopClock, type TestEmulator } from '../oidc/fixture.ts'
import {
  authorizeUrl,
  exchange,
  refresh,
  signedIn,
  signUp,
  verifier,
  visit,
} from '../oidc/flows.ts'
import { kindeTarget, startEmulator } from './fixture.ts'

const email = 'ann@example.com'
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

function profile(emulator: TestEmulator, accessToken: string) {
  return send(emulator, '/oauth2/v2/user_profile', {
    headers: { authorization: `Bearer ${accessToken}` },
  })
}

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

  it('checks PKCE where the app asks for it', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    expect(await exchange(emulator, code, { code_verifier: 'x'.repeat(43) })).toEqual(
      kindeTarget.badCode,
    )
  })

  it('does not take a verifier that nobody announced', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator, email, withoutPkce)
    expect(await exchange(emulator, code, { code_verifier: verifier })).toEqual(kindeTarget.badCode)
  })

  it('begins at the sign-up with prompt=create, too', async () => {
    const { page } = await visit(await startEmulator(), { prompt: 'create' })
    expect(page).toContain('<h1>Create your account</h1>')
  })

  it('begins at the sign-in with start_page=login', async () => {
    const { page } = await visit(await startEmulator(), { start_page: 'login' })
    expect(page).toContain('<h1>Sign in</h1>')
  })
})

describe('an access token', () => {
  it('is a JWT with the claims of Kinde’s, for a day', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const claims = decodeJwt(json.access_token)
    const iat = claims.iat ?? 0
    expect(decodeProtectedHeader(json.access_token)).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.any(String),
    })
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
      sub: expect.stringMatching(kindeTarget.userId),
    })
  })

  it('names the audience that the app asks for', async () => {
    const audience = 'https://api.example'
    const { json } = await signedIn(await startEmulator(), email, { audience })
    expect(decodeJwt(json.access_token).aud).toEqual([audience])
  })

  it('is good for the profile', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const response = await profile(emulator, json.access_token)
    expect(response.status).toBe(200)
    const { sub } = decodeJwt(json.access_token)
    expect(await response.json()).toEqual({
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
  })

  it.each(['', 'unknown', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'that was never given is refused: “%s”',
    async (token) => {
      expect((await profile(await startEmulator(), token)).status).toBe(401)
    },
  )

  it('is refused when it has expired', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    later(86_400)
    expect((await profile(emulator, json.access_token)).status).toBe(401)
  })
})

describe('an ID token', () => {
  it('has the claims of Kinde’s, for an hour', async () => {
    const emulator = await startEmulator()
    const ann = { email, password, firstName: 'Ann', lastName: 'Example' }
    await hook(emulator, 'POST users', ann)
    const browser = await visit(emulator)
    const { code = '' } = redirected(await browser.submit({ email, password }))
    const claims = decodeJwt((await exchange(emulator, code)).json.id_token)
    const iat = claims.iat ?? 0
    const { orgCode } = emulator.context.secrets
    expect(claims).toEqual({
      aud: emulator.clientId,
      azp: emulator.clientId,
      email,
      email_verified: true,
      exp: iat + 3600,
      family_name: 'Example',
      given_name: 'Ann',
      iat,
      iss: emulator.url,
      jti: expect.any(String),
      name: 'Ann Example',
      nonce: 'a nonce',
      org_codes: [orgCode],
      organizations: [{ id: orgCode, name: 'Default Organization' }],
      picture: null,
      rat: expect.any(Number),
      sub: expect.stringMatching(kindeTarget.userId),
      updated_at: expect.any(Number),
    })
  })
})

describe('a refresh token', () => {
  it('is exchanged for another one', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const again = await refresh(emulator, json.refresh_token)
    expect(again.json.refresh_token).not.toBe(json.refresh_token)
    expect((await refresh(emulator, again.json.refresh_token)).status).toBe(200)
  })

  it('is exchanged for every one of requests side by side, which all go on', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => refresh(emulator, json.refresh_token)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    for (const { json } of answers) {
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
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => refresh(emulator, json.refresh_token)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('lives for fifteen days', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    later(15 * 86_400 - 1)
    const next = await refresh(emulator, json.refresh_token)
    expect(next.status).toBe(200)
    later(15 * 86_400)
    expect(await refresh(emulator, next.json.refresh_token)).toEqual(kindeTarget.badRefreshToken)
  })
})

describe('a browser', () => {
  it('stays signed in for a day without a visit', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { browser } = await signedIn(emulator)
    later(86_399)
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(302)
  })
})
