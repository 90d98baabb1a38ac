import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator, type TestEmulator } from './fixture.ts'
import { refresh, signedIn } from './flows.ts'

async function keys(emulator: TestEmulator): Promise<JSONWebKeySet> {
  const response = await send(emulator, `/sso/jwks/${emulator.clientId}`)
  return JSON.parse(await response.text())
}

describe('POST settings', () => {
  it('changes what it names and keeps the rest', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    expect(before).toMatchObject({
      accessTokenSeconds: 300,
      codeSeconds: 600,
      replayGraceSeconds: 10,
    })
    const after = await hook(emulator, 'POST settings', { accessTokenSeconds: 60 })
    expect(after).toEqual({ status: 200, json: { ...before, accessTokenSeconds: 60 } })
  })

  it('sets how long access tokens live, down to not at all', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { accessTokenSeconds: 0 })
    const { iat, exp } = decodeJwt((await signedIn(emulator)).accessToken)
    expect(exp).toBe(iat)
  })

  it('turns the JWT template off and on', async () => {
    const emulator = await startEmulator()
    const { jwtTemplate } = (await hook(emulator, 'GET settings')).json
    await hook(emulator, 'POST settings', { jwtTemplate: null })
    const { accessToken, refreshToken } = await signedIn(emulator)
    expect(Object.keys(decodeJwt(accessToken)).sort()).toEqual([
      'auth_time',
      'client_id',
      'exp',
      'iat',
      'iss',
      'jti',
      'sid',
      'sub',
    ])
    await hook(emulator, 'POST settings', { jwtTemplate })
    const { json } = await refresh(emulator, refreshToken)
    expect(decodeJwt(json.access_token)).toMatchObject({
      role: 'authenticated',
      aud: 'insforge-api',
    })
  })
})

describe('POST keys/rotate', () => {
  it('signs with a new key and goes on publishing the old one', async () => {
    const emulator = await startEmulator()
    const before = await signedIn(emulator)
    const { status, json } = await hook(emulator, 'POST keys/rotate')
    const after = await refresh(emulator, before.refreshToken)
    const published = await keys(emulator)
    expect(status).toBe(200)
    expect(json.kids).toEqual(published.keys.map(({ kid }) => kid))
    expect(decodeProtectedHeader(after.json.access_token).kid).toBe(json.kids[0])
    expect(decodeProtectedHeader(before.accessToken).kid).toBe(json.kids[1])
    const keySet = createLocalJWKSet(published)
    await jwtVerify(before.accessToken, keySet)
    await jwtVerify(after.json.access_token, keySet)
  })

  it('can take the old key away', async () => {
    const emulator = await startEmulator()
    const { accessToken } = await signedIn(emulator)
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const published = await keys(emulator)
    expect(published.keys).toHaveLength(1)
    await expect(jwtVerify(accessToken, createLocalJWKSet(published))).rejects.toThrow()
  })
})
