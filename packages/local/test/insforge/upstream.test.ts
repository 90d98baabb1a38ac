import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { postgrestAt } from '../../src/insforge/gateway/upstream.ts'
import { freePort } from '../../src/runtime/ports.ts'

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
    expect(await text(await postgrestAt(port)(get))).toBe('ok')
    expect(requests).toBe(2)

    requests = 0
    await expect(postgrestAt(port)(post)).rejects.toThrow('socket hang up')
    expect(requests).toBe(1)
  })

  test('that closed an idle connection is asked once more, for a write too', async () => {
    let cut = false
    let requests = 0
    const port = await listen((request, response) => {
      requests += 1
      if (cut) request.socket.destroy()
      else response.end('ok')
      cut = requests === 1
    })
    const ask = postgrestAt(port)
    expect(await text(await ask(post))).toBe('ok')
    expect(await text(await ask(post))).toBe('ok')
    expect(requests).toBe(3)
  })
})
