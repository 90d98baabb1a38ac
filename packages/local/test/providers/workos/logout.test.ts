import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { appUrl, send, startEmulator, type TestEmulator } from './fixture.ts'
import { authorize, refresh, signedIn } from './flows.ts'

function signOut(emulator: TestEmulator, query: Readonly<Record<string, string>>, cookie = '') {
  return send(emulator, `/user_management/sessions/logout?${new URLSearchParams(query)}`, {
    headers: { cookie },
  })
}

async function signedInWithSession() {
  const emulator = await startEmulator()
  const tokens = await signedIn(emulator)
  return { emulator, ...tokens, session_id: `${decodeJwt(tokens.accessToken).sid}` }
}

describe('signing out', () => {
  it('ends the session, its refresh tokens and the browser’s session with AuthKit', async () => {
    const { emulator, session_id, refreshToken, cookie } = await signedInWithSession()
    const response = await signOut(emulator, { session_id }, cookie)
    expect(response.status).toBe(302)
    expect(response.headers.get('set-cookie')).toMatch(
      /^workos_authkit_session=; Max-Age=0; Path=\/user_management;/,
    )
    expect(await refresh(emulator, refreshToken)).toEqual({
      status: 400,
      json: { error: 'invalid_grant', error_description: 'Session has already ended.' },
    })
    expect((await authorize(emulator, {}, cookie)).status).toBe(200)
  })

  it.each([
    [{}, appUrl],
    [{ return_to: appUrl }, appUrl],
    [{ return_to: `${appUrl}/` }, `${appUrl}/`],
  ])('with %o goes back to the app', async (query, location) => {
    const { emulator, session_id } = await signedInWithSession()
    const response = await signOut(emulator, { session_id, ...query })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(location)
  })

  it.each(['https://evil.example/', `${appUrl}/elsewhere`, `${appUrl}.evil.example`, ''])(
    'does not go on to “%s”, but signs out',
    async (return_to) => {
      const { emulator, session_id, refreshToken } = await signedInWithSession()
      const response = await signOut(emulator, { session_id, return_to })
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(await response.text()).toContain(
        `You are signed out, but “${return_to}” is not a logout URI of this application.`,
      )
      expect((await refresh(emulator, refreshToken)).status).toBe(400)
    },
  )

  it('twice is no error', async () => {
    const { emulator, session_id } = await signedInWithSession()
    await signOut(emulator, { session_id })
    expect((await signOut(emulator, { session_id })).status).toBe(302)
  })

  it('leaves other sessions alone', async () => {
    const { emulator, session_id } = await signedInWithSession()
    const bob = await signedIn(emulator, 'bob@example.com')
    await signOut(emulator, { session_id })
    expect((await refresh(emulator, bob.refreshToken)).status).toBe(200)
  })

  it('without a session is refused on a page', async () => {
    const response = await signOut(await startEmulator(), {})
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('It names no session: session_id is required.')
  })
})
