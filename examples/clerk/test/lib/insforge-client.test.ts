import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createInsForgeClient } from '@/lib/insforge-client'

let server: Server
let url: string
let seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
let statuses: number[]
let answer: ((response: ServerResponse) => void) | undefined

beforeEach(async () => {
  seen = []
  statuses = []
  answer = undefined
  server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers })
    if (answer) return answer(response)
    const status = statuses.shift() ?? 200
    const body = status === 401 ? '{"error":"AUTH_UNAUTHORIZED"}' : '[]'
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const read = (client: ReturnType<typeof createInsForgeClient>) =>
  client.database.from('todos').select('id')

describe('createInsForgeClient', () => {
  it('gives up at its limit a body that an abort does not end, as happens in Node 20', {
    timeout: 30_000,
  }, async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
      vi.unstubAllGlobals()
    })
    vi.stubGlobal('fetch', async () => new Response(new ReadableStream()))
    const failed = createInsForgeClient(url, 'token').database.from('todos').insert({ title: 'a' })
    const answer = failed.then(({ error }) => error?.message)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await answer).toContain('timed out')
  })

  it('sends nothing until it is asked for something', async () => {
    createInsForgeClient(url, 'token')
    await read(createInsForgeClient(url, 'other'))
    expect(seen).toHaveLength(1)
  })

  it('sends the fixed token', async () => {
    await read(createInsForgeClient(url, 'token'))
    expect(seen[0]?.headers.authorization).toBe('Bearer token')
  })

  it.each(['', '/', '//'])('reaches the API when the base URL ends with %j', async (end) => {
    await read(createInsForgeClient(`${url}${end}`, 'token'))
    expect(seen[0]?.url).toBe('/api/database/records/todos?select=id')
  })

  it('asks for a token before every request', async () => {
    const tokens = ['first', 'second']
    const client = createInsForgeClient(url, async () => tokens.shift() ?? null)
    await read(client)
    await client.database.rpc('requesting_user_id')
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
    ])
  })

  it('asks for a token again when it tries a read again', async () => {
    statuses = [503]
    const tokens = ['first', 'second']
    await read(createInsForgeClient(url, async () => tokens.shift() ?? null))
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
    ])
  })

  it('goes out without any token, never with another one, when there is none', async () => {
    await read(createInsForgeClient(url, async () => null))
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
  })

  it('goes out without any token, never with the anon key, when the fixed one is empty', async () => {
    await read(createInsForgeClient(url, ''))
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['a fixed token', 'token'],
    ['a function', async () => 'token'],
  ])('lets no answer be cached, with %s', async (_, token) => {
    const sent = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => sent.mockRestore())
    await read(createInsForgeClient(url, token))
    expect(sent.mock.calls.map(([, init]) => init?.cache)).toEqual(['no-store'])
  })

  it('tries a read once more after a 503, and a write never', async () => {
    statuses = [503, 503, 503]
    const client = createInsForgeClient(url, 'token')
    expect((await read(client)).status).toBe(503)
    expect(seen).toHaveLength(2)
    await client.database.from('todos').insert({ title: 'x' })
    expect(seen).toHaveLength(3)
  })

  it('asks InsForge for no new token when one is refused or about to expire', async () => {
    statuses = [401]
    const client = createInsForgeClient(url, async () => 'token')
    const claims = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 30 }))
    client.setAccessToken(`header.${claims}.signature`)
    expect((await read(client)).status).toBe(401)
    expect(await client.getHttpClient().getValidAccessToken()).toBe(`header.${claims}.signature`)
    expect(seen.map((request) => request.url)).toEqual(['/api/database/records/todos?select=id'])
  })

  it('gives up an answer that stalls after its headers, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    answer = (response) => response.writeHead(200).write('[{"id":')
    const realFetch = fetch
    const headersArrived = new Promise<void>((resolve) => {
      const sent = vi.spyOn(globalThis, 'fetch').mockImplementation(async (...args) => {
        const response = await realFetch(...args)
        resolve()
        return response
      })
      onTestFinished(() => sent.mockRestore())
    })
    const pending = read(createInsForgeClient(url, 'token')).then((result) => result)
    await headersArrived
    // What the SDK does with the headers has to be done before its time is up.
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(8_000)
    const { status, error } = await pending
    expect({ status, message: error?.message }).toEqual({
      status: 0,
      message: 'InsForgeError: Request timed out after 8000ms',
    })
    expect(seen).toHaveLength(1)
  })

  it('follows no redirect: each try sends one request', async () => {
    answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end()
    const { status } = await read(createInsForgeClient(url, 'token'))
    expect(status).toBe(0)
    expect(seen).toHaveLength(2)
    await createInsForgeClient(url, 'token').database.from('todos').insert({ title: 'x' })
    expect(seen).toHaveLength(3)
  })

  it('waits for no one and tries nothing again when InsForge is busy', async () => {
    statuses = [429]
    expect((await read(createInsForgeClient(url, 'token'))).status).toBe(429)
    expect(seen).toHaveLength(1)
  })

  it('says which connection failed, and why', async () => {
    await new Promise((resolve) => server.close(resolve))
    const { error } = await read(createInsForgeClient(url, 'token'))
    expect(error?.message).toContain(`ECONNREFUSED (${new URL(url).host})`)
  })
})
