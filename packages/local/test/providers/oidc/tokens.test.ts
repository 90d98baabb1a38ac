import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send } from '../client.ts'
import { stopClock } from './fixture.ts'
import { authorizeUrl, exchange, publishedKeys, refresh, signedIn, signUp, token } from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('a code of $name', ({ target, startEmulator }) => {
  it('is exchanged for tokens that a published key has signed', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const { find } = await publishedKeys(emulator)
    const { payload, protectedHeader } = await jwtVerify(json[target.jwt], find)
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
    expect(payload).toEqual(target.claims(emulator, payload.iat ?? 0))
    expect(json.refresh_token).toMatch(/^[\w-]{32,}$/)
  })

  it('is good for one exchange', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const results = await Promise.all([exchange(emulator, code), exchange(emulator, code)])
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await exchange(emulator, code)).toEqual(target.badCode)
  })

  it.each(target.badExchanges)('is refused with %o', async (changes, answer) => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    expect(await exchange(emulator, code, changes)).toEqual(answer)
  })

  it('is refused after ten minutes', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { code: early } = await signUp(emulator, 'ann@example.com')
    const { code: late } = await signUp(emulator, 'bob@example.com')
    later(599)
    expect((await exchange(emulator, early)).status).toBe(200)
    later(1)
    expect(await exchange(emulator, late)).toEqual(target.badCode)
  })

  it('is refused when its session was revoked', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await hook(emulator, 'POST sessions/revoke')
    expect(await exchange(emulator, code)).toEqual(target.badCode)
  })

  it.each(['unknown', 'constructor', '__proto__'])(
    'that was never given is refused: %s',
    async (code) => {
      expect(await exchange(await startEmulator(), code)).toEqual(target.badCode)
    },
  )
})

describe.each(targets)('the token endpoint of $name', ({ startEmulator }) => {
  it.each([
    [{ grant_type: 'password' }, 'the grant password'],
    [{ grant_type: 'authorization_code', assertion: 'x' }, 'assertion'],
  ])('is a loud 501 for %o', async (fields, what) => {
    const emulator = await startEmulator()
    const message = expect.stringContaining(`${what} is not emulated`)
    const answer = { status: 501, json: { error: 'not_emulated', message } }
    expect(await token(emulator, fields)).toEqual(answer)
    expect((await hook(emulator, 'GET unknown')).json.requests).toHaveLength(1)
  })
})

describe.each(targets)('a refresh token of $name', ({ target, startEmulator }) => {
  it('is exchanged for new tokens of the same user', async () => {
    const emulator = await startEmulator()
    const first = (await signedIn(emulator)).json
    const { status, json } = await refresh(emulator, first.refresh_token)
    expect(status).toBe(200)
    expect(decodeJwt(json[target.jwt]).sub).toBe(decodeJwt(first[target.jwt]).sub)
    expect(json.access_token).not.toBe(first.access_token)
  })

  it('is refused when it was never given', async () => {
    expect(await refresh(await startEmulator(), 'unknown')).toEqual(target.badRefreshToken)
  })

  it.each(target.ends)('of one user, or of all, can be ended: %s', async (path, answer) => {
    const emulator = await startEmulator()
    const ann = (await signedIn(emulator, 'ann@example.com')).json
    const bob = (await signedIn(emulator, 'bob@example.com')).json
    await hook(emulator, `POST ${path}`, { email: 'Ann@example.com' })
    expect(await refresh(emulator, ann.refresh_token)).toEqual(answer)
    const next = await refresh(emulator, bob.refresh_token)
    expect(next.status).toBe(200)
    await hook(emulator, `POST ${path}`)
    const { refresh_token = bob.refresh_token } = next.json
    expect(await refresh(emulator, refresh_token)).toEqual(answer)
  })
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
})

describe.each(oidcTargets)('the tokens of $name', ({ name, target, startEmulator }) => {
  const days = name === 'Auth0' ? 30 : 15

  it('include a refresh token for the app that asks for it only', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, { scope: 'openid email' })
    expect(json.access_token).toEqual(expect.any(String))
    expect(json.refresh_token).toBeUndefined()
  })

  it('are taken back when their code is used again', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const { json } = await exchange(emulator, code)
    await exchange(emulator, code)
    expect(await refresh(emulator, json.refresh_token)).toEqual(target.badRefreshToken)
  })

  it(`can be refreshed for ${days} days`, async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const ann = (await signedIn(emulator, 'ann@example.com')).json
    const bob = (await signedIn(emulator, 'bob@example.com')).json
    later(days * 86_400 - 1)
    expect((await refresh(emulator, ann.refresh_token)).status).toBe(200)
    later(1)
    expect(await refresh(emulator, bob.refresh_token)).toEqual(target.badRefreshToken)
  })

  it.each([
    [77, 77],
    [0, -1],
  ])('live for as long as the settings say: %i', async (idTokenSeconds, lifetime) => {
    stopClock()
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { idTokenSeconds })
    const { iat, exp } = decodeJwt((await signedIn(emulator)).json.id_token)
    expect(Number(exp) - Number(iat)).toBe(lifetime)
  })

  it('can be ended without their session', async () => {
    const emulator = await startEmulator()
    const { browser } = await signedIn(emulator)
    await hook(emulator, 'POST tokens/expire')
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(302)
  })

  it('are not for a cache', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, target.paths.token, { method: 'POST' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
