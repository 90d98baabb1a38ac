import { NextRequest, NextResponse } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { contentSecurityPolicy, readNonce, withSecurityPolicy } from '@/lib/security-policy'

describe('contentSecurityPolicy', () => {
  it('allows no inline script, no eval and no other origin in production', () => {
    const policy = contentSecurityPolicy('abc', {}, false)
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|https?:|\*/)
  })

  it('opens what a provider names, and only there', () => {
    const policy = contentSecurityPolicy('abc', { 'form-action': ['https://a.example'] }, false)
    expect(policy).toContain("form-action 'self' https://a.example;")
    expect(policy.match(/a\.example/g)).toHaveLength(1)
  })

  it.each(['connect-src', 'img-src', 'worker-src'])(
    'opens %s where a provider needs it',
    (directive) => {
      const sources = { [directive]: ['https://a.example'] }
      const policy = contentSecurityPolicy('abc', sources, false)
      expect(policy).toContain(`; ${directive} 'self' https://a.example;`)
      expect(policy.match(/a\.example/g)).toHaveLength(1)
    },
  )

  it('takes styles by their hashes, and in development every one', () => {
    const sources = { 'style-src-elem': ["'sha256-abc='"] }
    expect(contentSecurityPolicy('abc', sources, false)).toContain(
      "style-src-elem 'self' 'nonce-abc' 'sha256-abc=';",
    )
    // Browsers do not look at 'unsafe-inline' beside a hash.
    expect(contentSecurityPolicy('abc', sources, true)).toContain(
      "style-src-elem 'self' 'unsafe-inline';",
    )
  })

  it.each([true, false])('allows style attributes, with development %s', (isDevelopment) => {
    const policy = contentSecurityPolicy('abc', {}, isDevelopment)
    expect(policy).toContain("style-src-attr 'unsafe-inline';")
  })

  it('lets a provider’s form bring its styles, and no script', () => {
    const policy = contentSecurityPolicy('abc', { 'style-src-elem': ["'unsafe-inline'"] }, false)
    expect(policy).toContain("style-src-elem 'self' 'unsafe-inline';")
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  })
})

describe('readNonce', () => {
  it('finds the nonce of a page’s policy', () => {
    expect(readNonce(contentSecurityPolicy('YWJj+/=', {}, false))).toBe('YWJj+/=')
    expect(readNonce(contentSecurityPolicy('YWJj+/=', {}, true))).toBe('YWJj+/=')
  })

  it.each([null, '', "default-src 'self'"])('finds none in %j', (policy) => {
    expect(readNonce(policy)).toBeUndefined()
  })
})

describe('withSecurityPolicy', () => {
  const header = 'content-security-policy'
  const request = () =>
    new NextRequest('http://localhost/', { headers: { [header]: 'script-src *', cookie: 'a=b' } })

  it('hands the same policy to the page and to the browser, whatever the visitor sent', async () => {
    let seen: Headers | undefined
    const response = await withSecurityPolicy(request(), undefined, {}, (annotated) => {
      seen = annotated.headers
      return NextResponse.next()
    })
    expect(seen?.get('cookie')).toBe('a=b')
    expect(seen?.get(header)).toContain("'nonce-")
    expect(response?.headers.get(header)).toBe(seen?.get(header))
  })

  it('makes a nonce for each request', async () => {
    const policies = await Promise.all(
      [1, 2].map(() => withSecurityPolicy(request(), undefined, {}, () => NextResponse.next())),
    )
    const [one, two] = policies.map((response) => response?.headers.get(header))
    expect(one).not.toBe(two)
  })

  const headersFor = async (address: string | undefined) =>
    (await withSecurityPolicy(request(), address, {}, () => NextResponse.next()))?.headers

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
    const answer = withSecurityPolicy(asked, undefined, {}, () => NextResponse.next())
    await expect(answer).rejects.toThrow('This app has no base path')
  })

  it.each(['/api/health', '/api/health/ready'])(
    'passes %s on, without its headers',
    async (path) => {
      const headers = { cookie: 'a=b', authorization: 'Bearer c', 'x-session': 'd' }
      const asked = new NextRequest(`http://localhost${path}?a=b`, { headers })
      const answer = vi.fn(() => NextResponse.next())
      const response = await withSecurityPolicy(asked, 'https://app.example', {}, answer)
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
      await withSecurityPolicy(new NextRequest(`http://localhost${path}`), undefined, {}, answer)
      expect(answer).toHaveBeenCalledTimes(1)
    },
  )
})
