import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect } from 'vitest'
import { it as kitIt, workosTarget } from '../workos/fixture.ts'
import { stopClock } from './fixture.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('a fault of $name', ({ target, it }) => {
  it('hangs up on everything but the hooks: the provider is down', async ({ emulator }) => {
    await emulator.hook('POST faults', { hangUp: true })
    await expect(emulator.authorize()).rejects.toThrow('fetch failed')
    await expect(emulator.token({})).rejects.toThrow('fetch failed')
    const requests = [{ status: null }, { status: null }]
    expect((await emulator.hook('GET log')).json).toMatchObject({ requests })
    await emulator.hook('DELETE faults')
    expect((await emulator.authorize()).status).toBeLessThan(400)
  })

  it('refuses refreshes, and nothing else, as often as it is told', async ({ emulator }) => {
    const match = { grant_type: 'refresh_token' }
    const fault = { path: target.paths.token, match, status: 503, body: { error: 'server_error' } }
    await emulator.hook('POST faults', { ...fault, times: 2 })
    const { tokens } = await emulator.signedIn()
    const answer = { status: 503, json: fault.body }
    expect(await emulator.refresh(tokens)).toEqual(answer)
    expect(await emulator.refresh(tokens)).toEqual(answer)
    expect((await emulator.refresh(tokens)).status).toBe(200)
  })
})

describe.each(oidcTargets)('a fault of the tokens of $name', ({ target, it }) => {
  it.for([
    { iss: 'https://evil.example/' },
    { aud: 'another application' },
    { nonce: 'another nonce' },
    { exp: 1 },
    { sub: 'another user' },
  ])('gives the next ID token other claims, signed well: %o', async (claims, { emulator }) => {
    const { token: path } = target.paths
    await emulator.hook('POST faults', { path, times: 1, alterToken: { claims } })
    const { tokens } = await emulator.signedIn()
    const { find } = await emulator.publishedKeys()
    const { payload } = await jwtVerify(tokens.id_token, find, { currentDate: new Date(0) })
    expect(payload).toMatchObject({ email: 'ann@example.com', ...claims })
    const again = await emulator.signedIn('bob@example.com')
    expect(decodeJwt(again.tokens.id_token)).not.toMatchObject(claims)
  })

  it('takes a claim out of an ID token, or leaves it its old signature', async ({ emulator }) => {
    const alterToken = { claims: { nonce: null }, signature: 'old' }
    await emulator.hook('POST faults', { path: target.paths.token, alterToken })
    const { id_token } = (await emulator.signedIn()).tokens
    expect(decodeJwt(id_token).nonce).toBeUndefined()
    const { find } = await emulator.publishedKeys()
    await expect(jwtVerify(id_token, find)).rejects.toThrow('signature verification failed')
  })
})

// The kit's own rules, the same in every emulator: proven on one.
describe('a fault of every emulator', () => {
  const { authorize: page, token: endpoint } = workosTarget.paths

  kitIt('goes on until it is cleared, for one method where it names one', async ({ emulator }) => {
    const fault = { method: 'POST', status: 500 }
    const json = { faults: [fault] }
    expect(await emulator.hook('POST faults', fault)).toEqual({ status: 201, json })
    expect((await emulator.authorize()).status).toBe(200)
    for (const _ of [1, 2]) {
      const response = await emulator.send(endpoint, { method: 'POST' })
      expect(response.status).toBe(500)
      expect(await response.text()).toBe('')
    }
    expect((await emulator.hook('DELETE faults')).status).toBe(204)
    expect((await emulator.send(endpoint, { method: 'POST' })).status).toBe(400)
  })

  kitIt('makes the answer late', async ({ emulator }) => {
    await emulator.hook('POST faults', { delayMs: 60, times: 1 })
    const start = performance.now()
    expect((await emulator.authorize()).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThanOrEqual(59)
  })

  kitIt(
    'is listed with the times that are left, and gone after a restart',
    async ({ emulator }) => {
      const down = { path: '/', hangUp: true }
      await emulator.hook('POST faults', { status: 500, times: 2 })
      await emulator.hook('POST faults', down)
      await emulator.authorize()
      const faults = [{ status: 500, times: 1 }, down]
      expect((await emulator.hook('GET faults')).json).toEqual({ faults })
      await emulator.restart()
      expect((await emulator.hook('GET faults')).json).toEqual({ faults: [] })
    },
  )

  kitIt('is kept as an error of the emulator where it is one', async ({ emulator }) => {
    await emulator.hook('POST faults', { status: 204, body: 'a 204 has no body', times: 1 })
    expect((await emulator.authorize()).status).toBe(500)
    const errors = [{ method: 'GET', path: page, message: expect.stringContaining('204') }]
    expect((await emulator.hook('GET errors')).json).toMatchObject({ errors })
  })
})

kitIt('the log tells what was asked without secrets and hooks', async ({ emulator }) => {
  stopClock()
  await emulator.token({ grant_type: 'refresh_token', refresh_token: 'unknown' })
  const entry = {
    at: new Date().toISOString(),
    method: 'POST',
    path: workosTarget.paths.token,
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
  expect((await emulator.hook('GET log')).json).toEqual({ requests: [entry] })
  expect((await emulator.hook('DELETE log')).status).toBe(204)
  expect((await emulator.hook('GET log')).json).toEqual({ requests: [] })
})
