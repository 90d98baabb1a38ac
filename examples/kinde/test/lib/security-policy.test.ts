import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, readNonce } from '@/lib/security-policy'

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
