import { NextRequest, NextResponse } from 'next/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { handleRequest } from '@/lib/proxy'

const { envProblems } = vi.hoisted(() => ({ envProblems: vi.fn<() => unknown[]>() }))
vi.mock('@/auth/env', () => ({ envProblems }))

const app = { address: undefined, signInPaths: ['/login'], sources: {} }

beforeEach(() => {
  envProblems.mockReturnValue([])
})

describe('handleRequest', () => {
  const header = 'content-security-policy'
  const request = () =>
    new NextRequest('http://localhost/', { headers: { [header]: 'script-src *', cookie: 'a=b' } })

  it('hands the same policy to the page and to the browser, whatever the visitor sent', async () => {
    let seen: Headers | undefined
    const response = await handleRequest(request(), app, (annotated) => {
      seen = annotated.headers
      return NextResponse.next()
    })
    expect(seen?.get('cookie')).toBe('a=b')
    expect(seen?.get(header)).toContain("'nonce-")
    expect(response?.headers.get(header)).toBe(seen?.get(header))
  })

  it('makes a nonce for each request', async () => {
    const policies = await Promise.all(
      [1, 2].map(() => handleRequest(request(), app, () => NextResponse.next())),
    )
    const [one, two] = policies.map((response) => response?.headers.get(header))
    expect(one).not.toBe(two)
  })

  const headersFor = async (address: string | undefined) =>
    (await handleRequest(request(), { ...app, address }, () => NextResponse.next()))?.headers

  it('lets no cache keep an answer', async () => {
    expect((await headersFor(undefined))?.get('cache-control')).toBe('no-store')
  })

  it('keeps browsers on https where the app is reached by it', async () => {
    const strict = (await headersFor('https://app.example'))?.get('strict-transport-security')
    expect(strict).toBe('max-age=63072000')
  })

  it.each([undefined, 'http://app.example', 'https://localhost:3000', 'https://127.0.0.1', 'x'])(
    'does not where the app is at %s',
    async (address) => {
      expect((await headersFor(address))?.has('strict-transport-security')).toBe(false)
    },
  )

  it('refuses a base path, under which no link would lead anywhere', async () => {
    const asked = new NextRequest('http://localhost/base/', { nextConfig: { basePath: '/base' } })
    const answer = handleRequest(asked, app, () => NextResponse.next())
    await expect(answer).rejects.toThrow('This app has no base path')
  })

  it.each(['/api/health', '/api/health/ready'])(
    'passes %s on, without its headers',
    async (path) => {
      const headers = { cookie: 'a=b', authorization: 'Bearer c', 'x-session': 'd' }
      const asked = new NextRequest(`http://localhost${path}?a=b`, { headers })
      const answer = vi.fn(() => NextResponse.next())
      const response = await handleRequest(
        asked,
        { ...app, address: 'https://app.example' },
        answer,
      )
      expect(answer).not.toHaveBeenCalled()
      expect(response?.headers.get('x-middleware-next')).toBe('1')
      expect(response?.headers.get('x-middleware-override-headers')).toBe(header)
      expect(response?.headers.get(header)).toBe("default-src 'none'")
      expect(response?.headers.get('cache-control')).toBe('no-store')
      expect(response?.headers.has('strict-transport-security')).toBe(true)
    },
  )

  it.each(['/api/healthy', '/api/health/other', '/api/health/ready/x', '/API/health', '/api'])(
    'passes %s on as any other',
    async (path) => {
      const answer = vi.fn(() => NextResponse.next())
      await handleRequest(new NextRequest(`http://localhost${path}`), app, answer)
      expect(answer).toHaveBeenCalledTimes(1)
    },
  )
})

const own = { ...app, address: 'https://app.example/callback' }
const ask = (path: string, headers: Record<string, string>) => {
  const asked = new NextRequest(`http://localhost:3000${path}`, { headers })
  return handleRequest(asked, own, () => NextResponse.next())
}

describe('while a variable is missing', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue()
    envProblems.mockReturnValue([{ name: 'A_KEY', problem: 'is not set', where: 'here' }])
  })

  it.each(['/', '/login', '/api/healthy'])('the provider is not asked about %s', async (path) => {
    const answer = vi.fn(() => NextResponse.next())
    const response = await handleRequest(new NextRequest(`http://localhost${path}`), app, answer)
    expect(response?.status).toBe(503)
    expect(answer).not.toHaveBeenCalled()
  })

  it('health checks are passed on', async () => {
    expect((await ask('/api/health', {}))?.headers.get('x-middleware-next')).toBe('1')
  })
})

describe('a sign-in', () => {
  it.each([
    { host: '127.0.0.1:3000' },
    { host: 'www.app.example' },
    { host: 'app.example.evil.example' },
    { host: 'app.example', 'x-forwarded-host': 'preview.app.example, app.example' },
    { host: '@' },
    {},
  ])('leads a sign-in that begins at %j', async (headers) => {
    const answer = await ask('/login?returnTo=%2Ftodos', headers)
    const address = 'https://app.example/login?returnTo=%2Ftodos&led='
    expect(answer?.headers.get('refresh')).toBe(`0; url=${address}`)
  })

  it.each([
    ['/login', { host: 'app.example' }],
    // Cookies know no port.
    ['/login', { host: 'APP.example:3001' }],
    ['/login', { host: '10.0.0.1:3000', 'x-forwarded-host': 'app.example' }],
    ['/todos', { host: '127.0.0.1:3000' }],
    ['/login?led=', { host: '127.0.0.1:3000' }],
  ])('lets pass %s at %j', async (path, headers) => {
    expect((await ask(path, headers))?.headers.get('x-middleware-next')).toBe('1')
  })
})
