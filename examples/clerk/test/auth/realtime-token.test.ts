import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type GetToken, keepRealtimeTokenFresh } from '@/auth/realtime-token'
import { createInsForgeClient } from '@/lib/insforge-client'

const LIFETIME = 60_000

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

const expiry = (token: string | null) => {
  const [, claims = ''] = token?.split('.') ?? []
  return Number(JSON.parse(Buffer.from(claims, 'base64url').toString()).exp) * 1000
}

/** Gives tokens as Clerk does: the same one until five seconds before it expires, unless it is told not to. */
function clerk() {
  let kept: string | null = null
  const makeToken = () =>
    [{ alg: 'HS256' }, { exp: Math.floor((Date.now() + LIFETIME) / 1000) }, {}]
      .map(base64url)
      .join('.')
  const getToken: GetToken = async (options) => {
    if (!kept || options?.skipCache || expiry(kept) - Date.now() <= 5_000) kept = makeToken()
    return kept
  }
  return vi.fn(getToken)
}

function start(getToken: GetToken) {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('InsForge is not asked'))
  const client = createInsForgeClient('http://insforge.test', () => getToken())
  const stop = keepRealtimeTokenFresh(client, getToken)
  /** What realtime sends when it connects. */
  const handshakeToken = () => client.getHttpClient().getValidAccessToken()
  return { asked, client, stop, handshakeToken }
}

afterEach(() => vi.restoreAllMocks())

describe('the token of realtime', () => {
  test('is there from the beginning, and good at every second of a long visit', async () => {
    const { asked, handshakeToken } = start(clerk())
    for (let second = 1; second <= 600; second++) {
      await vi.advanceTimersByTimeAsync(1_000)
      expect(expiry(await handshakeToken()) - Date.now(), `at ${second} s`).toBeGreaterThan(5_000)
    }
    expect(asked).not.toHaveBeenCalled()
  })

  test('is a new one each time, and not the one that Clerk keeps', async () => {
    const getToken = clerk()
    start(getToken)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(getToken.mock.calls).toEqual([
      [{ skipCache: false }],
      [{ skipCache: true }],
      [{ skipCache: true }],
    ])
  })

  test('is renewed without dropping the connection', async () => {
    const { client } = start(clerk())
    const set = vi.spyOn(client, 'setAccessToken')
    await vi.advanceTimersByTimeAsync(50_000)
    const renewal = [expect.any(String), 'tokenRefreshed']
    expect(set.mock.calls).toEqual([renewal, renewal])
  })

  test('comes with the next interval where Clerk gave none', async () => {
    const getToken = clerk()
    const { handshakeToken } = start(getToken)
    getToken.mockRejectedValueOnce(new Error('offline'))
    await vi.advanceTimersByTimeAsync(100_000)
    expect(expiry(await handshakeToken())).toBeGreaterThan(Date.now())
  })

  test('is gone with the session, also one that arrives late', async () => {
    let give: (token: string) => void = () => undefined
    const getToken: GetToken = () => new Promise((resolve) => (give = resolve))
    const { client, stop, handshakeToken } = start(getToken)
    const disconnect = vi.spyOn(client.realtime, 'disconnect')
    stop()
    give('late')
    await vi.advanceTimersByTimeAsync(200_000)
    expect(await handshakeToken()).toBeNull()
    expect(disconnect).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
