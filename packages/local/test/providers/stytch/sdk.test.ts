import { Client, RequestError, StytchError } from 'stytch'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hook, startEmulator, type TestEmulator } from './fixture.ts'
import { signedIn } from './flows.ts'

/** The SDK says that an address of one's own should be https; there is no other way to a port. */
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  return () => vi.restoreAllMocks()
})

const client = ({ url, projectId, secret }: TestEmulator) =>
  new Client({ project_id: projectId, secret, env: `${url}/` })

async function signedInWithSdk() {
  const emulator = await startEmulator()
  return { emulator, stytch: client(emulator), signIn: await signedIn(emulator) }
}

const paths = async (emulator: TestEmulator) =>
  (await hook(emulator, 'GET log')).json.requests.map(({ path }: { path: string }) => path)

describe('Stytch’s Node SDK', () => {
  it('finds the session and its user by the token of a browser', async () => {
    const { stytch, signIn } = await signedInWithSdk()
    const { session_token } = signIn
    const answer = await stytch.sessions.authenticate({ session_token })
    expect(answer).toMatchObject({
      status_code: 200,
      session_token,
      session: { session_id: signIn.session.session_id, user_id: signIn.user_id },
      user: signIn.user,
    })
  })

  it('verifies a session JWT with the keys, and asks for nothing else', async () => {
    const { emulator, stytch, signIn } = await signedInWithSdk()
    await hook(emulator, 'DELETE log')
    const { session_jwt } = signIn
    for (const _ of [1, 2]) {
      expect(await stytch.sessions.authenticateJwtLocal({ session_jwt })).toEqual({
        session_id: signIn.session.session_id,
        user_id: signIn.user_id,
        started_at: signIn.session.started_at,
        last_accessed_at: signIn.session.last_accessed_at,
        expires_at: new Date(signIn.session.expires_at).toISOString(),
        attributes: signIn.session.attributes,
        authentication_factors: signIn.session.authentication_factors,
        custom_claims: {},
        roles: signIn.session.roles,
      })
    }
    expect(await paths(emulator)).toEqual([`/v1/sessions/jwks/${emulator.projectId}`])
  })

  it('takes an expired session JWT to the API, and gets a new one', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { accessTokenSeconds: 0 })
    const { session_jwt, session } = await signedIn(emulator)
    await hook(emulator, 'POST settings', { accessTokenSeconds: 300 })
    const stytch = client(emulator)
    await expect(stytch.sessions.authenticateJwtLocal({ session_jwt })).rejects.toMatchObject({
      code: 'jwt_invalid',
    })
    const answer = await stytch.sessions.authenticateJwt({ session_jwt })
    expect(answer.session.session_id).toBe(session.session_id)
    const renewed = { session_jwt: answer.session_jwt }
    await stytch.sessions.authenticateJwtLocal(renewed)
  })

  it('takes a JWT that is too old for the app to the API', async () => {
    const { emulator, stytch, signIn } = await signedInWithSdk()
    const { session_jwt } = signIn
    const old = { session_jwt, max_token_age_seconds: 0 }
    expect((await stytch.sessions.authenticateJwt(old)).session.user_id).toBe(signIn.user_id)
    await hook(emulator, 'POST sessions/revoke')
    await expect(stytch.sessions.authenticateJwt(old)).rejects.toMatchObject({
      error_type: 'session_not_found',
    })
    expect((await stytch.sessions.authenticateJwt({ session_jwt })).session.user_id).toBe(
      signIn.user_id,
    )
  })

  it('lists and revokes sessions, and reads users', async () => {
    const { stytch, signIn } = await signedInWithSdk()
    const { user_id, session_token } = signIn
    expect((await stytch.sessions.get({ user_id })).sessions).toMatchObject([
      { session_id: signIn.session.session_id },
    ])
    expect(await stytch.users.get({ user_id })).toMatchObject(signIn.user)
    await stytch.sessions.revoke({ session_token })
    expect((await stytch.sessions.get({ user_id })).sessions).toEqual([])
    const refusal = stytch.sessions.authenticate({ session_token })
    await expect(refusal).rejects.toBeInstanceOf(StytchError)
    await expect(refusal).rejects.toMatchObject({
      status_code: 404,
      error_type: 'session_not_found',
      error_message: 'Session could not be found.',
      error_url: 'https://stytch.com/docs/api/errors/404#session_not_found',
    })
  })

  it('understands that its secret is wrong, and that nobody answers', async () => {
    const { emulator, signIn } = await signedInWithSdk()
    const { session_token } = signIn
    const stranger = client({ ...emulator, secret: 'secret-test-other' })
    await expect(stranger.sessions.authenticate({ session_token })).rejects.toMatchObject({
      error_type: 'unauthorized_credentials',
    })
    await hook(emulator, 'POST faults', { hangUp: true })
    await expect(client(emulator).sessions.authenticate({ session_token })).rejects.toBeInstanceOf(
      RequestError,
    )
  })

  it('asked for nothing that is not imitated', async () => {
    const { emulator, stytch, signIn } = await signedInWithSdk()
    await stytch.sessions.getJWKS({ project_id: emulator.projectId })
    await stytch.sessions.authenticateJwt({ session_jwt: signIn.session_jwt })
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })
})
