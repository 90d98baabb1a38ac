import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import { authenticate, authorize, refresh, signedIn } from './flows.ts'

const refreshes = { path: '/user_management/authenticate', match: { grant_type: 'refresh_token' } }

describe('a fault', () => {
  it('answers the next requests that it is for, and no others', async () => {
    const emulator = await startEmulator()
    const body = { error: 'server_error' }
    await hook(emulator, 'POST faults', { ...refreshes, times: 2, status: 503, body })
    const { refreshToken } = await signedIn(emulator)
    expect(await refresh(emulator, refreshToken)).toEqual({ status: 503, json: body })
    expect(await refresh(emulator, refreshToken)).toEqual({ status: 503, json: body })
    expect((await refresh(emulator, refreshToken)).status).toBe(200)
  })

  it('without a number goes on until the faults are cleared', async () => {
    const emulator = await startEmulator()
    const fault = { ...refreshes, status: 400, body: { error: 'invalid_grant' } }
    expect(await hook(emulator, 'POST faults', fault)).toEqual({
      status: 201,
      json: { faults: [fault] },
    })
    const { refreshToken } = await signedIn(emulator)
    for (let request = 0; request < 3; request += 1) {
      expect((await refresh(emulator, refreshToken)).status).toBe(400)
    }
    expect(await hook(emulator, 'DELETE faults')).toEqual({ status: 204, json: undefined })
    expect((await refresh(emulator, refreshToken)).status).toBe(200)
  })

  it('can be for one method', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { method: 'POST', status: 500 })
    expect((await authorize(emulator)).status).toBe(200)
    const response = await send(emulator, '/user_management/authenticate', { method: 'POST' })
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('')
  })

  it('hangs up on everything but the hooks: WorkOS is down', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { hangUp: true })
    await expect(authorize(emulator)).rejects.toThrow('fetch failed')
    await expect(authenticate(emulator, {})).rejects.toThrow('fetch failed')
    const { requests } = (await hook(emulator, 'GET log')).json
    expect(requests).toMatchObject([{ status: null }, { status: null }])
    await hook(emulator, 'DELETE faults')
    expect((await authorize(emulator)).status).toBe(200)
  })

  it('makes the answer late', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { delayMs: 60, times: 1 })
    const start = performance.now()
    expect((await authorize(emulator)).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThanOrEqual(59)
  })

  it('is listed with the times that are left, oldest first', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { status: 500, times: 2 })
    await hook(emulator, 'POST faults', { path: '/', hangUp: true })
    await authorize(emulator)
    expect((await hook(emulator, 'GET faults')).json).toEqual({
      faults: [
        { status: 500, times: 1 },
        { path: '/', hangUp: true },
      ],
    })
  })

  it('is gone after a restart', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { hangUp: true })
    await emulator.restart()
    expect((await authorize(emulator)).status).toBe(200)
  })

  it.each([
    [{}, 'a fault needs one of delayMs, status, hangUp, redirectError and alterToken'],
    [{ status: 99 }, /^status: Too small/],
    [{ status: 500, times: 0 }, /^times: Too small/],
    [{ status: 500, path: 'sso' }, /^path: Invalid string/],
    [{ status: 500, route: '/' }, 'Unrecognized key: "route"'],
  ])('that makes no sense is refused: %o', async (fault, message) => {
    const answer = await hook(await startEmulator(), 'POST faults', fault)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })
})

describe('an error of the emulator itself', () => {
  it('is a 500 that a test can ask for', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { status: 204, body: 'a 204 has no body', times: 1 })
    expect((await authorize(emulator)).status).toBe(500)
    expect((await hook(emulator, 'GET errors')).json.errors).toMatchObject([
      {
        method: 'GET',
        path: '/user_management/authorize',
        message: expect.stringContaining('204'),
      },
    ])
  })
})
