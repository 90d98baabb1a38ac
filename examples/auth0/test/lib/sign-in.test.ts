import { afterEach, describe, expect, it, vi } from 'vitest'
import { isFromElsewhere, isVisit, oauthError, signInError } from '@/lib/sign-in'

afterEach(() => vi.unstubAllEnvs())

describe('signInError', () => {
  it.each([
    ['production', '/sign-in-error'],
    ['development', '/sign-in-error?cause=invalid_client+401'],
  ])('in %s is %s, and logs the cause', (environment, path) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    vi.stubEnv('NODE_ENV', environment)
    expect(signInError('invalid_client 401')).toBe(path)
    expect(log).toHaveBeenCalledWith('The sign-in failed. cause="invalid_client 401"')
  })
})

describe('oauthError', () => {
  it.each([
    ['access_denied', 'access_denied'],
    ['{"error":"invalid_client","secret":"s"}', 'invalid_client'],
    ['OAuth error: unsupported_grant_type (code=s)', 'unsupported_grant_type'],
    ['a secret', undefined],
    ['', undefined],
  ])('of %j is %s', (text, word) => {
    expect(oauthError(text)).toBe(word)
  })
})

const asked = (headers: Record<string, string>) => ({ headers: new Headers(headers) })

describe('isVisit', () => {
  it.each([{}, { 'sec-fetch-dest': 'document' }, { purpose: '' }])('is true for %j', (headers) => {
    expect(isVisit(asked(headers))).toBe(true)
  })

  it.each([
    { 'next-router-prefetch': '1' },
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'sec-fetch-dest': 'image' },
    { 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' },
  ])('is false for %j', (headers) => {
    expect(isVisit(asked(headers))).toBe(false)
  })
})

describe('isFromElsewhere', () => {
  it.each([
    ['cross-site', true],
    ['same-site', true],
    ['same-origin', false],
    ['none', false],
  ])('%s: %s', (site, expected) => {
    expect(isFromElsewhere(asked({ 'sec-fetch-site': site }))).toBe(expected)
  })

  it('is false where a browser does not tell', () => {
    expect(isFromElsewhere(asked({}))).toBe(false)
  })
})
