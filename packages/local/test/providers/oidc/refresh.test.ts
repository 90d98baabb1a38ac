import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook } from '../client.ts'
import { stopClock } from './fixture.ts'
import { authorizeUrl, refresh, signedIn } from './flows.ts'
import { targets } from './targets.ts'

describe.each(targets)('a refresh token of $name', ({ startEmulator }) => {
  it('is given to who asks for it, and to nobody else', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, { scope: 'openid email' })
    expect(json.access_token).toEqual(expect.any(String))
    expect(json.refresh_token).toBeUndefined()
  })

  it('is exchanged for new tokens of the same user', async () => {
    const emulator = await startEmulator()
    const first = (await signedIn(emulator)).json
    const { status, json } = await refresh(emulator, first.refresh_token)
    expect(status).toBe(200)
    expect(decodeJwt(json.id_token).sub).toBe(decodeJwt(first.id_token).sub)
    expect(json.access_token).not.toBe(first.access_token)
  })

  it('is refused when it was never given', async () => {
    const emulator = await startEmulator()
    expect(await refresh(emulator, 'unknown')).toEqual(emulator.target.badRefreshToken)
  })

  it('is refused when it has lived its time', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    later(31 * 86_400)
    expect(await refresh(emulator, json.refresh_token)).toEqual(emulator.target.badRefreshToken)
  })

  it.each(['sessions/revoke', 'sessions/expire', 'tokens/expire'])(
    'of one user can be ended, and the others go on (%s)',
    async (path) => {
      const emulator = await startEmulator()
      const ann = (await signedIn(emulator, 'ann@example.com')).json
      const bob = (await signedIn(emulator, 'bob@example.com')).json
      await hook(emulator, `POST ${path}`, { email: 'Ann@example.com' })
      expect(await refresh(emulator, ann.refresh_token)).toEqual(emulator.target.badRefreshToken)
      expect((await refresh(emulator, bob.refresh_token)).status).toBe(200)
    },
  )

  it.each(['sessions/revoke', 'sessions/expire', 'tokens/expire'])(
    'of everybody can be ended (%s)',
    async (path) => {
      const emulator = await startEmulator()
      const { json } = await signedIn(emulator)
      await hook(emulator, `POST ${path}`)
      expect(await refresh(emulator, json.refresh_token)).toEqual(emulator.target.badRefreshToken)
    },
  )
})

describe.each(targets)('a session with $name', ({ startEmulator }) => {
  it.each(['sessions/revoke', 'sessions/expire'])('can be ended: %s', async (path) => {
    const emulator = await startEmulator()
    const { browser } = await signedIn(emulator)
    const { json } = await hook(emulator, `POST ${path}`)
    expect(json.ended).toHaveLength(1)
    await browser.go(authorizeUrl(emulator))
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('goes on when only its tokens are ended', async () => {
    const emulator = await startEmulator()
    const { browser } = await signedIn(emulator)
    await hook(emulator, 'POST tokens/expire')
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(302)
  })

  it('is not looked for at an unknown address', async () => {
    const emulator = await startEmulator()
    expect(await hook(emulator, 'POST sessions/revoke', { email: 'bob@example.com' })).toEqual({
      status: 404,
      json: { message: 'no account has that e-mail address' },
    })
  })
})
