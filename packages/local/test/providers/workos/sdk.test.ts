import { NotFoundException, OauthException, UnauthorizedException, WorkOS } from '@workos-inc/node'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, password, redirectUri, startEmulator, type TestEmulator } from './fixture.ts'
import { redirected } from './flows.ts'

function sdk({ url, apiKey, clientId }: TestEmulator, key = apiKey): WorkOS {
  const { hostname, port } = new URL(url)
  return new WorkOS(key, { clientId, apiHostname: hostname, https: false, port: Number(port) })
}

/** Goes to the SDK's address, fills in the form, and comes back with the code. */
async function signUpAt(url: string): Promise<Record<string, string>> {
  const page = new URL(url)
  const form = new URLSearchParams(page.searchParams)
  form.set('email', 'ann@example.com')
  form.set('password', password)
  const action = page.origin + page.pathname
  return redirected(await fetch(action, { method: 'POST', body: form, redirect: 'manual' }))
}

async function signedInWithSdk() {
  const emulator = await startEmulator()
  const { userManagement } = sdk(emulator)
  const { url, state, codeVerifier } = await userManagement.getAuthorizationUrlWithPKCE({
    provider: 'authkit',
    redirectUri,
    screenHint: 'sign-up',
  })
  const { code = '', ...back } = await signUpAt(url)
  expect(back).toEqual({ to: redirectUri, state })
  const answer = await userManagement.authenticateWithCode({ code, codeVerifier })
  return { emulator, userManagement, code, codeVerifier, answer }
}

describe('the WorkOS SDK', () => {
  it('signs up, finds every field of the user, and verifies the access token', async () => {
    const { emulator, userManagement, answer } = await signedInWithSdk()
    expect(answer).toMatchObject({ organizationId: null, authenticationMethod: 'Password' })
    expect(answer.user).toEqual({
      object: 'user',
      id: expect.stringMatching(/^user_/),
      email: 'ann@example.com',
      emailVerified: true,
      name: null,
      firstName: null,
      lastName: null,
      profilePictureUrl: null,
      lastSignInAt: expect.any(String),
      locale: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      externalId: null,
      metadata: {},
    })
    const keys = createRemoteJWKSet(new URL(userManagement.getJwksUrl(emulator.clientId)))
    const { payload } = await jwtVerify(answer.accessToken, keys)
    expect(payload.sub).toBe(answer.user.id)
    expect(await userManagement.getUser(answer.user.id)).toEqual(answer.user)
  })

  it('refreshes, signs out, and is refused from then on', async () => {
    const { userManagement, answer } = await signedInWithSdk()
    const { refreshToken, user } = await userManagement.authenticateWithRefreshToken({
      refreshToken: answer.refreshToken,
    })
    expect(user).toEqual(answer.user)
    const sessionId = `${decodeJwt(answer.accessToken).sid}`
    const returnTo = 'http://localhost:3000/'
    const response = await fetch(userManagement.getLogoutUrl({ sessionId, returnTo }), {
      redirect: 'manual',
    })
    expect(response.headers.get('location')).toBe(returnTo)
    await expect(
      userManagement.authenticateWithRefreshToken({ refreshToken }),
    ).rejects.toMatchObject({
      name: OauthException.name,
      status: 400,
      error: 'invalid_grant',
      errorDescription: 'Session has already ended.',
    })
  })

  it('understands every refusal', async () => {
    const { emulator, userManagement, code, codeVerifier, answer } = await signedInWithSdk()
    await expect(
      userManagement.authenticateWithCode({ code, codeVerifier }),
    ).rejects.toBeInstanceOf(OauthException)
    const stranger = sdk(emulator, 'sk_test_other').userManagement
    await expect(stranger.getUser(answer.user.id)).rejects.toBeInstanceOf(UnauthorizedException)
    await expect(userManagement.getUser('user_unknown')).rejects.toBeInstanceOf(NotFoundException)
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })
})
