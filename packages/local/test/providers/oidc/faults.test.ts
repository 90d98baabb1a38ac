import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send } from '../client.ts'
import { startEmulator as startWorkos, workosTarget } from '../workos/fixture.ts'
import { stopClock } from './fixture.ts'
import { authorize, exchange, publishedKeys, refresh, signedIn, signUp, token } from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('a fault of $name', ({ target, startEmulator }) => {
  it('hangs up on everything but the hooks: the provider is down', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { hangUp: true })
    await expect(authorize(emulator)).rejects.toThrow('fetch failed')
    await expect(token(emulator, {})).rejects.toThrow('fetch failed')
    const { requests } = (await hook(emulator, 'GET log')).json
    expect(requests).toMatchObject([{ status: null }, { status: null }])
    await hook(emulator, 'DELETE faults')
    expect((await authorize(emulator)).status).toBeLessThan(400)
  })

  it('refuses refreshes, and nothing else, as often as it is told', async () => {
    const emulator = await startEmulator()
    const match = { grant_type: 'refresh_token' }
    const fault = { path: target.paths.token, match, status: 503, body: { error: 'server_error' } }
    await hook(emulator, 'POST faults', { ...fault, times: 2 })
    const { json } = await signedIn(emulator)
    const answer = { status: 503, json: fault.body }
    expect(await refresh(emulator, json.refresh_token)).toEqual(answer)
    expect(await refresh(emulator, json.refresh_token)).toEqual(answer)
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
  })
})

describe.each(oidcTargets)('a fault of the tokens of $name', ({ target, startEmulator }) => {
  it.each([
    { iss: 'https://evil.example/' },
    { aud: 'another application' },
    { nonce: 'another nonce' },
    { exp: 1 },
    { sub: 'another user' },
  ])('gives the next ID token other claims, signed well: %o', async (claims) => {
    const emulator = await startEmulator()
    const { token: path } = target.paths
    await hook(emulator, 'POST faults', { path, times: 1, alterToken: { claims } })
    const { code } = await signUp(emulator)
    const { json } = await exchange(emulator, code)
    const { find } = await publishedKeys(emulator)
    const { payload } = await jwtVerify(json.id_token, find, { currentDate: new Date(0) })
    expect(payload).toMatchObject({ email: 'ann@example.com', ...claims })
    const again = (await signedIn(emulator, 'bob@example.com')).json
    expect(decodeJwt(again.id_token)).not.toMatchObject(claims)
  })

  it('takes a claim out of an ID token, or leaves it its old signature', async () => {
    const emulator = await startEmulator()
    const alterToken = { claims: { nonce: null }, signature: 'old' }
    await hook(emulator, 'POST faults', { path: target.paths.token, alterToken })
    const { json } = await signedIn(emulator)
    expect(decodeJwt(json.id_token).nonce).toBeUndefined()
    const { find } = await publishedKeys(emulator)
    await expect(jwtVerify(json.id_token, find)).rejects.toThrow('signature verification failed')
  })
})

// The kit's own rules, the same in every emulator: proven on one.
describe('a fault of every emulator', () => {
  const { authorize: page, token: endpoint } = workosTarget.paths

  it('goes on until it is cleared, for one method where it names one', async () => {
    const emulator = await startWorkos()
    const fault = { method: 'POST', status: 500 }
    const json = { faults: [fault] }
    expect(await hook(emulator, 'POST faults', fault)).toEqual({ status: 201, json })
    expect((await authorize(emulator)).status).toBe(200)
    for (const _ of [1, 2]) {
      const response = await send(emulator, endpoint, { method: 'POST' })
      expect(response.status).toBe(500)
      expect(await response.text()).toBe('')
    }
    expect((await hook(emulator, 'DELETE faults')).status).toBe(204)
    expect((await send(emulator, endpoint, { method: 'POST' })).status).toBe(400)
  })

  it('makes the answer late', async () => {
    const emulator = await startWorkos()
    await hook(emulator, 'POST faults', { delayMs: 60, times: 1 })
    const start = performance.now()
    expect((await authorize(emulator)).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThanOrEqual(59)
  })

  it('is listed with the times that are left, oldest first, and gone after a restart', async () => {
    const emulator = await startWorkos()
    await hook(emulator, 'POST faults', { status: 500, times: 2 })
    await hook(emulator, 'POST faults', { path: '/', hangUp: true })
    await authorize(emulator)
    const faults = [
      { status: 500, times: 1 },
      { path: '/', hangUp: true },
    ]
    expect((await hook(emulator, 'GET faults')).json).toEqual({ faults })
    await emulator.restart()
    expect((await hook(emulator, 'GET faults')).json).toEqual({ faults: [] })
  })

  it('is kept as an error of the emulator where it is one', async () => {
    const emulator = await startWorkos()
    await hook(emulator, 'POST faults', { status: 204, body: 'a 204 has no body', times: 1 })
    expect((await authorize(emulator)).status).toBe(500)
    expect((await hook(emulator, 'GET errors')).json.errors).toMatchObject([
      { method: 'GET', path: page, message: expect.stringContaining('204') },
    ])
  })
})

describe('the log of every emulator', () => {
  const { token: endpoint } = workosTarget.paths

  it('tells what was asked and answered without hooks and secrets, and can be emptied', async () => {
    stopClock()
    const emulator = await startWorkos()
    await token(emulator, { grant_type: 'refresh_token', refresh_token: 'unknown' })
    const entry = {
      at: new Date().toISOString(),
      method: 'POST',
      path: endpoint,
      query: {},
      body: {
        client_id: emulator.clientId,
        client_secret: '(hidden)',
        grant_type: 'refresh_token',
        refresh_token: '(hidden)',
      },
      userAgent: 'node',
      status: 400,
    }
    expect((await hook(emulator, 'GET log')).json).toEqual({ requests: [entry] })
    expect((await hook(emulator, 'DELETE log')).status).toBe(204)
    expect((await hook(emulator, 'GET log')).json).toEqual({ requests: [] })
  })
})
