import { describe, expect, test } from 'vitest'
import { findRefusalProblem, findTokenProblem } from '@/auth/token'

const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

const token = (header: object, claims: object) =>
  `${base64url(header)}.${base64url(claims)}.signature`

const good = { sub: 'user_é', role: 'authenticated', aud: 'insforge-api' }
const HS256 = { alg: 'HS256', typ: 'JWT' }

describe('a token of Clerk’s JWT template', () => {
  test.each([
    ['as the README has it', good],
    ['without an audience', { ...good, aud: undefined }],
    ['for another audience, which InsForge does not look at', { ...good, aud: 'someone-else' }],
    ['with more claims', { ...good, email: 'ann@example.com' }],
  ])('is good %s', (_, claims) => {
    expect(findTokenProblem(token(HS256, claims))).toBeUndefined()
  })

  test.each(['RS256', 'HS512', 'none'])('is not signed with %s', (alg) => {
    expect(findTokenProblem(token({ alg }, good))).toContain(`signs with ${alg}`)
  })

  test.each(['project_admin', 'anon', 'postgres', 'admin', '', null, ['authenticated']])(
    'does not have the role %j',
    (role) => {
      expect(findTokenProblem(token(HS256, { ...good, role }))).toContain(
        `has the role ${JSON.stringify(role)} instead of "authenticated"`,
      )
    },
  )

  test('has a role', () => {
    expect(findTokenProblem(token(HS256, { sub: 'user_1' }))).toContain('has no role')
  })
})

describe('Clerk’s refusal to give a token', () => {
  /** As clerk-js throws it, which has a copy of the class of its own, told by its kind. */
  class Refusal extends Error {
    static kind = 'ClerkAPIResponseError'
    readonly status: number
    readonly errors: readonly object[]

    constructor(status: number, code: string, longMessage: string) {
      super(longMessage)
      this.status = status
      this.errors = [{ code, message: 'Not found', longMessage }]
    }
  }

  const refusal = (status: number, code: string, longMessage: string) =>
    new Refusal(status, code, longMessage)

  test('says that there is no template of that name', () => {
    const missing = refusal(404, 'resource_not_found', 'No JWT template exists with name: insforge')
    expect(findRefusalProblem(missing)).toBe('Clerk has no JWT template called “insforge”.')
  })

  test.each([
    ['a session that has ended', refusal(404, 'resource_not_found', 'No session was found')],
    ['a user who is signed out', refusal(401, 'signed_out', 'You are signed out')],
    ['too many requests', refusal(429, 'too_many_requests', 'Too many requests')],
    ['an outage of Clerk', refusal(500, 'internal_error', 'The template could not be read')],
    ['a network that is down', new TypeError('Failed to fetch')],
    ['something that isn’t an error', 'refused'],
  ])('does not blame the template for %s', (_, error) => {
    expect(findRefusalProblem(error)).toBeUndefined()
  })
})
