import { describe, expect, it } from 'vitest'
import { toFailure } from '../src/insforge/errors'

const postgrest = (code: string) => ({ code, message: 'secret', details: 'secret', hint: null })
const insforge = (error: string) => ({ error, message: 'secret', statusCode: 401 })

describe('toFailure', () => {
  it.each([
    [0, { message: 'TypeError: fetch failed', details: 'at secret' }, 'unavailable'],
    [408, { message: 'Request timed out' }, 'unavailable'],
    [429, insforge('RATE_LIMITED'), 'unavailable'],
    [500, insforge('INTERNAL_ERROR'), 'unavailable'],
    [503, null, 'unavailable'],
    [400, { code: '', message: '', details: null, hint: null }, 'unavailable'],
    [401, insforge('AUTH_UNAUTHORIZED'), 'unauthenticated'],
    [401, insforge('AUTH_INVALID_CREDENTIALS'), 'unauthenticated'],
    [401, postgrest('42501'), 'unauthenticated'],
    [403, postgrest('42501'), 'forbidden'],
    [403, insforge('AUTH_UNAUTHORIZED'), 'forbidden'],
    [404, postgrest('42P01'), 'misconfigured'],
    [404, postgrest('PGRST202'), 'misconfigured'],
    [406, postgrest('PGRST116'), 'not_found'],
    [409, postgrest('23505'), 'conflict'],
    [400, postgrest('23514'), 'invalid'],
    [400, postgrest('22P02'), 'invalid'],
    [400, postgrest('PGRST204'), 'invalid'],
    [400, insforge('INVALID_INPUT'), 'invalid'],
  ])('status %i with %j is %s', (status, error, code) => {
    expect(toFailure({ status, error }).code).toBe(code)
  })

  it('passes nothing of the answer on', () => {
    const failed = toFailure({ status: 400, error: postgrest('23514') })
    expect(JSON.stringify(failed)).not.toContain('secret')
  })
})
