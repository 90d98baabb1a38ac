import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect } from 'vitest'
import { it as kitIt, workosTarget } from '../workos/fixture.ts'
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
    expect((await emulator.send(endpoint, { method: 'POST' })).status).toBe(500)
    expect((await emulator.send(endpoint, { method: 'POST' })).status).toBe(500)
    expect((await emulator.hook('DELETE faults')).status).toBe(204)
    expect((await emulator.send(endpoint, { method: 'POST' })).status).toBe(400)
  })

  kitIt('is kept as an error of the emulator where it is one', async ({ emulator }) => {
    await emulator.hook('POST faults', { status: 204, body: 'a 204 has no body', times: 1 })
    expect((await emulator.authorize()).status).toBe(500)
    const errors = [{ method: 'GET', path: page, message: expect.stringContaining('204') }]
    expect((await emulator.hook('GET errors')).json).toMatchObject({ errors })
  })
})
