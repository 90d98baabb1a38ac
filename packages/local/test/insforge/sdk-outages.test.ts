import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@insforge/sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { freePort } from '../../src/runtime/ports.ts'

let server: Server | undefined
afterEach(() => {
  server?.close()
  server?.closeAllConnections()
  server = undefined
})

/** A backend that does this to every request; tells how many there were, by method. */
async function backend(listener: RequestListener) {
  const methods: string[] = []
  server = createServer((request, response) => {
    methods.push(request.method ?? '')
    listener(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { methods, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** The SDK with its own number of retries, which do not have to be slow here. */
function todosAt(baseUrl: string, options: Parameters<typeof createClient>[0] = {}) {
  const auth = { detectOAuthCallback: false }
  const client = createClient({ baseUrl, accessToken: 'a.b.c', auth, retryDelay: 1, ...options })
  return client.database.from('todos')
}

const operations = (baseUrl: string) =>
  ({
    GET: () => todosAt(baseUrl).select(),
    DELETE: () => todosAt(baseUrl).delete().eq('id', 1),
    POST: () => todosAt(baseUrl).insert({ title: 'x' }),
    PATCH: () => todosAt(baseUrl).update({ title: 'x' }).eq('id', 1),
  }) as const

describe('@insforge/sdk and a backend', () => {
  test.each([
    ['GET', 4],
    ['DELETE', 4],
    ['POST', 1],
    ['PATCH', 1],
  ] as const)('that answers 503: a %s is sent %i times', async (method, times) => {
    const { methods, baseUrl } = await backend((_, response) => response.writeHead(503).end('{}'))
    expect(await operations(baseUrl)[method]()).toMatchObject({ status: 503 })
    expect(methods).toEqual(Array(times).fill(method))
  })

  test.each([400, 401, 403, 404, 409, 429])('that answers %i is asked once', async (status) => {
    const { methods, baseUrl } = await backend((_, response) =>
      response.writeHead(status).end('{}'),
    )
    expect((await todosAt(baseUrl).select()).status).toBe(status)
    expect(methods).toEqual(['GET'])
  })

  test('that never answers is given up after the time-out, and not asked again', async () => {
    const { methods, baseUrl } = await backend(() => {})
    expect(await todosAt(baseUrl, { timeout: 1_000 }).select()).toMatchObject({
      status: 0,
      data: null,
      error: { message: 'InsForgeError: Request timed out after 1000ms' },
    })
    expect(methods).toEqual(['GET'])
  })

  test('that hangs up in the middle of a write is not asked again', async () => {
    const { methods, baseUrl } = await backend((request) => request.socket.destroy())
    const { status, error } = await todosAt(baseUrl).insert({ title: 'x' })
    expect([status, error?.details]).toEqual([0, expect.stringMatching(/\n\s+at /)])
    expect(methods).toEqual(['POST'])
  })

  test('that cannot be reached: reads are tried four times, and the error holds a stack trace', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`
    let tries = 0
    const counting: typeof fetch = (input, init) => {
      tries += 1
      return fetch(input, init)
    }
    const read = await todosAt(baseUrl, { fetch: counting }).select()
    expect([read.status, read.data, tries]).toEqual([0, null, 4])
    // Which is why `details` must not be passed on.
    expect(read.error?.details).toMatch(/\n\s+at /)

    tries = 0
    const write = await todosAt(baseUrl, { fetch: counting }).insert({ title: 'x' })
    expect([write.status, tries]).toEqual([0, 1])
  })

  test('that cannot be reached: by default a read takes about three seconds and a half', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`
    const startedAt = performance.now()
    expect((await todosAt(baseUrl, { retryDelay: 500 }).select()).status).toBe(0)
    const seconds = (performance.now() - startedAt) / 1_000
    expect(seconds).toBeGreaterThan(2.5)
  })

  test('is not asked anything by making a client', async () => {
    const { methods, baseUrl } = await backend((_, response) => response.end('{}'))
    todosAt(baseUrl)
    expect((await todosAt(baseUrl).select()).status).toBe(200)
    expect(methods).toEqual(['GET'])
  })
})
