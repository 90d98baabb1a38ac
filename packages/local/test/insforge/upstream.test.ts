import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { createGateway } from '../../src/insforge/gateway/app.ts'
import { postgrestAt } from '../../src/insforge/gateway/upstream.ts'
import { listen as listenAt } from '../../src/runtime/listen.ts'
import { freePort } from '../../src/runtime/ports.ts'
import { bearer, records, signToken } from './client.ts'

let server: Server | undefined
afterEach(() => {
  server?.close()
  server?.closeAllConnections()
})

async function listen(listener: RequestListener): Promise<number> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const get = { method: 'GET', path: '/todos', headers: {}, body: undefined }
const post = { method: 'POST', path: '/todos', headers: { 'content-length': 2 }, body: '{}' }

describe('PostgREST', () => {
  test('that is not there is asked three times, then told as it is', async () => {
    const port = await freePort()
    const startedAt = performance.now()
    await expect(postgrestAt(port)(post)).rejects.toThrow(`connect ECONNREFUSED 127.0.0.1:${port}`)
    expect(performance.now() - startedAt).toBeGreaterThan(690)
  })

  test('that cuts the connection is asked again for a read only', async () => {
    let requests = 0
    const port = await listen((request, response) => {
      requests += 1
      if (requests === 1) request.socket.destroy()
      else response.end('ok')
    })
    expect((await postgrestAt(port)(get)).text).toBe('ok')
    expect(requests).toBe(2)

    requests = 0
    await expect(postgrestAt(port)(post)).rejects.toThrow('socket hang up')
    expect(requests).toBe(1)
  })

  test.each(['destroy', 'resetAndDestroy'] as const)(
    'that closed an idle connection is asked once more, for a write too: %s',
    async (close) => {
      let cut = false
      let requests = 0
      const port = await listen((request, response) => {
        requests += 1
        if (cut) request.socket[close]()
        else response.end('ok')
        cut = requests === 1
      })
      const ask = postgrestAt(port)
      expect((await ask(post)).text).toBe('ok')
      await setImmediate() // from then on the connection is idle
      expect((await ask(post)).text).toBe('ok')
      expect(requests).toBe(3)
    },
  )

  test('that never answers is given up', async () => {
    const port = await listen(() => {})
    await expect(postgrestAt(port, 20)(post)).rejects.toThrow('timeout of 20ms exceeded')
  })
})

describe('the gateway', () => {
  const jwtSecret = 'a secret of thirty-two characters'

  /** What a user's read gets from a gateway in front of this, or of nothing. */
  async function read(listener?: RequestListener): Promise<Response> {
    const url = `http://127.0.0.1:${await freePort()}`
    const options = { jwtSecret, anonKey: 'anon_', apiKey: 'ik_', internalSecret: jwtSecret }
    const postgrestPort = listener ? await listen(listener) : await freePort()
    const gateway = createGateway({ ...options, postgrestPort }, new pg.Pool())
    const { close } = await listenAt(gateway, url)
    onTestFinished(close)
    return fetch(`${url}${records}/todos`, { headers: bearer(signToken(jwtSecret, { sub: 'a' })) })
  }

  test('says that PostgREST is down', async () => {
    const response = await read()
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      error: 'INTERNAL_ERROR',
      message: expect.stringMatching(/^connect ECONNREFUSED 127\.0\.0\.1:\d+$/),
      statusCode: 500,
    })
  })

  test('answers once PostgREST has answered in full, and with nothing where that was cut off', async () => {
    let end: (upstream: ServerResponse) => void = (upstream) => upstream.end('{"id":2}]')
    const listener: RequestListener = (_, upstream) => {
      upstream.writeHead(200, { 'content-range': '0-1/2' }).write('[{"id":1},', () => end(upstream))
    }
    expect(await (await read(listener)).text()).toBe('[{"id":1},{"id":2}]')
    end = (upstream) => upstream.destroy()
    const cut = await read(listener)
    expect({ status: cut.status, text: await cut.text() }).toEqual({ status: 200, text: '' })
    expect(cut.headers.get('content-range')).toBeNull()
  })

  test('keeps the headers of an answer, and none of a refusal', async () => {
    const answer = (status: number) =>
      read((_, upstream) => upstream.writeHead(status, { 'content-range': '0-0/7' }).end('[]'))
    expect((await answer(206)).headers.get('content-range')).toBe('0-0/7')
    const { headers } = await answer(416)
    expect(headers.get('content-range')).toBeNull()
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  })
})
