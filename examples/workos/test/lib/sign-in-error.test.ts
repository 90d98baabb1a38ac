import { afterEach, describe, expect, it, vi } from 'vitest'
import { oauthError, signInError } from '@/lib/sign-in-error'

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
