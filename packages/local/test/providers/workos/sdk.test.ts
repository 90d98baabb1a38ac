import { NotFoundException, OauthException, UnauthorizedException } from '@workos-inc/node'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { it, sdk, workosTarget } from './fixture.ts'

/** Signs a new user up with the SDK. */
async function signUp(emulator: TestEmulator) {
  const { userManagement } = sdk(emulator)
  const { url, state, codeVerifier } = await userManagement.getAuthorizationUrlWithPKCE({
    provider: 'authkit',
    redirectUri: `${emulator.env.NEXT_PUBLIC_WORKOS_REDIRECT_URI}`,
    screenHint: 'sign-up',
  })
  const browser = openBrowser(emulator)
  await browser.go(url)
  const shown = await browser.submit({ email, password })
  const { code = '', ...back } = redirected(await emulator.typeCode(browser, shown))
  expect(back).toEqual({ to: workosTarget.redirectUri, state })
  const answer = await userManagement.authenticateWithCode({ code, codeVerifier })
  return { userManagement, code, codeVerifier, answer }
}

describe('the WorkOS SDK', () => {
  it('signs up, finds the user and verifies the access token', async ({ emulator }) => {
    const { userManagement, answer } = await signUp(emulator)
    expect(answer).toMatchObject({ organizationId: null, authenticationMethod: 'Password' })
    expect(answer.user).toEqual({
      object: 'user',
      id: expect.stringMatching(/^user_/),
      email,
      emailVerified: true,
      name: null,
      firstName: null,
      lastName: null,
      profilePictureUrl: null,
      lastSignInAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
      locale: null,
      createdAt: expect.any(String),
      updatedAt: answer.user.lastSignInAt,
      externalId: null,
      metadata: {},
    })
    const keys = createRemoteJWKSet(new URL(userManagement.getJwksUrl(emulator.clientId)))
    const { payload } = await jwtVerify(answer.accessToken, keys)
    expect(payload.sub).toBe(answer.user.id)
    expect(await userManagement.getUser(answer.user.id)).toEqual(answer.user)
  })

  it('refreshes, signs out, and is refused from then on', async ({ emulator }) => {
    const { userManagement, answer } = await signUp(emulator)
    const { refreshToken, user } = await userManagement.authenticateWithRefreshToken(answer)
    expect(user).toEqual(answer.user)
    const sessionId = `${decodeJwt(answer.accessToken).sid}`
    const returnTo = `${appUrl}/`
    const logout = userManagement.getLogoutUrl({ sessionId, returnTo })
    const response = await fetch(logout, { redirect: 'manual' })
    expect(response.headers.get('location')).toBe(returnTo)
    const refusal = userManagement.authenticateWithRefreshToken({ refreshToken })
    await expect(refusal).rejects.toMatchObject({
      name: OauthException.name,
      status: 400,
      error: 'invalid_grant',
      errorDescription: 'Session has already ended.',
    })
  })

  it('understands every refusal', async ({ emulator }) => {
    const { userManagement, code, codeVerifier, answer } = await signUp(emulator)
    const again = userManagement.authenticateWithCode({ code, codeVerifier })
    await expect(again).rejects.toBeInstanceOf(OauthException)
    const stranger = sdk(emulator, 'sk_test_other').userManagement
    await expect(stranger.getUser(answer.user.id)).rejects.toBeInstanceOf(UnauthorizedException)
    for (const id of ['user_unknown', 'constructor', '__proto__']) {
      await expect(userManagement.getUser(id)).rejects.toBeInstanceOf(NotFoundException)
    }
    expect((await emulator.hook('GET unknown')).json.requests).toEqual([])
  })
})
