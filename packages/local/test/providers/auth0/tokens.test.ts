import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect } from 'vitest'
import { parameters, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { auth0Target, issuerOf, it, userId } from './fixture.ts'

const audience = 'https://api.example'

it('prompt=none of a signed-in user needs no page', async ({ emulator }) => {
  const { browser } = await emulator.signUp()
  const back = redirected(await browser.go(emulator.authorizeUrl({ prompt: 'none' })))
  expect((await emulator.exchange(back.code ?? '')).status).toBe(200)
})

it('an ID token has no more than its scopes', async ({ emulator }) => {
  const { tokens } = await emulator.signedIn(email, { scope: 'openid' })
  const names = ['aud', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub']
  expect(Object.keys(decodeJwt(tokens.id_token)).sort()).toEqual(names)
})

describe('an access token', () => {
  it('without an audience is opaque', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    expect(tokens.access_token).toMatch(/^[\w-]{32,}$/)
  })

  it('for an audience is a JWT for a day', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn(email, { audience, scope: 'openid email' })
    const header = { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }
    expect(decodeProtectedHeader(tokens.access_token)).toEqual(header)
    const claims = decodeJwt(tokens.access_token)
    const iat = claims.iat ?? 0
    const iss = issuerOf(emulator)
    expect(claims).toEqual({
      iss,
      sub: expect.stringMatching(userId),
      aud: [audience, `${iss}userinfo`],
      iat,
      exp: iat + 86_400,
      scope: 'openid email',
      azp: emulator.clientId,
    })
  })

  it('without the scope openid comes alone', async ({ emulator }) => {
    const changes = { audience, scope: 'email', nonce: undefined }
    const { tokens } = await emulator.signedIn(email, changes)
    expect(decodeJwt(tokens.access_token).aud).toBe(audience)
    expect(tokens.id_token).toBeUndefined()
  })
})

describe('the profile at /userinfo', () => {
  const ask = (emulator: TestEmulator, authorization: string, method = 'GET') =>
    emulator.send('/userinfo', { method, headers: { authorization } })

  it.for([undefined, audience])(
    'is for an access token, for audience %s',
    async (api, { emulator }) => {
      const scope = 'openid email'
      const { tokens } = await emulator.signedIn(email, { audience: api, scope })
      const sub = expect.stringMatching(userId)
      for (const method of ['GET', 'POST']) {
        const response = await ask(emulator, `Bearer ${tokens.access_token}`, method)
        expect(await response.json()).toEqual({ sub, email, email_verified: false })
      }
    },
  )

  it.for(['', 'Bearer unknown', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'])(
    'is refused in JSON to “%s”',
    async (authorization, { emulator }) => {
      const response = await ask(emulator, authorization)
      const json = { error: 'invalid_token', error_description: 'Unauthorized' }
      expect([response.status, await response.json()]).toEqual([401, json])
    },
  )

  it('is not for a token of an API without the scope openid', async ({ emulator }) => {
    const changes = { audience, scope: 'email', nonce: undefined }
    const { tokens } = await emulator.signedIn(email, changes)
    expect((await ask(emulator, `Bearer ${tokens.access_token}`)).status).toBe(401)
  })
})

it('prompt=select_account shows the form to a signed-in user, and then goes on', async ({
  emulator,
}) => {
  const { browser } = await emulator.signUp()
  await browser.go(emulator.authorizeUrl({ prompt: 'select_account' }))
  expect(browser.page).toContain('<h1>Sign in</h1>')
  const back = redirected(await browser.submit({ email, password }))
  expect((await emulator.exchange(back.code ?? '')).status).toBe(200)
})

describe('a refresh token', () => {
  it('is rotated, and used twice it ends all that came of it', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const { json } = await emulator.refresh(tokens)
    const rotated = { ...tokens, ...json }
    expect(rotated.refresh_token).not.toBe(tokens.refresh_token)
    expect(await emulator.refresh(tokens)).toEqual(auth0Target.badRefreshToken)
    expect(await emulator.refresh(rotated)).toEqual(auth0Target.badRefreshToken)
  })

  it('of a blocked user is refused, and so is a sign-in', async ({ emulator }) => {
    const { tokens, browser } = await emulator.signedIn()
    await emulator.hook('POST users/block', { email })
    const json = { error: 'unauthorized', error_description: 'user is blocked' }
    expect(await emulator.refresh(tokens)).toEqual({ status: 403, json })
    expect(redirected(await browser.go(emulator.authorizeUrl()))).toMatchObject(json)
  })

  it('of a deleted user is refused', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    await emulator.hook('POST users/delete', { email })
    expect(await emulator.refresh(tokens)).toEqual(auth0Target.badRefreshToken)
  })

  it('can be revoked by the app, and by no one else', async ({ emulator }) => {
    const { clientId: client_id, clientSecret } = emulator
    const { tokens } = await emulator.signedIn()
    const revoke = async (client_secret: string, token = tokens.refresh_token) => {
      const body = parameters({ client_id, client_secret, token })
      return (await emulator.send('/oauth/revoke', { method: 'POST', body })).status
    }
    expect(await revoke('other')).toBe(401)
    const rotated = { ...tokens, ...(await emulator.refresh(tokens)).json }
    expect(await revoke(clientSecret, rotated.refresh_token)).toBe(200)
    expect(await emulator.refresh(rotated)).toEqual(auth0Target.badRefreshToken)
  })
})

describe('signing out', () => {
  it('refuses another client, and what is not emulated', async ({ emulator }) => {
    const { browser } = await emulator.signUp()
    expect((await browser.go('/oidc/logout?client_id=other')).status).toBe(400)
    expect(browser.page).toContain('There is no application with the client ID “other”.')
    expect((await browser.go(emulator.authorizeUrl())).status).toBe(302)
    expect((await emulator.send('/oidc/logout?federated')).status).toBe(501)
  })

  it('gives the state back', async ({ emulator }) => {
    const address = '/oidc/logout?state=a+state&logout_hint=a+session'
    const back = await openBrowser(emulator).go(address)
    expect(back.headers.get('location')).toBe(`${appUrl}/?state=a+state`)
  })

  it('takes an ID token of this application, and no other', async ({ emulator }) => {
    const { browser, tokens } = await emulator.signedIn()
    const forged = `${tokens.id_token.slice(0, -8)}AAAAAAAA`
    expect((await browser.go(`/oidc/logout?id_token_hint=${forged}`)).status).toBe(400)
    expect((await browser.go(`/oidc/logout?id_token_hint=${tokens.id_token}`)).status).toBe(302)
  })
})
