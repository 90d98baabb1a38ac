import { describe, expect, test } from 'vitest'
import { allowsInsecureRequests, checkDomain } from '@/auth/env'

const app = 'http://localhost:3000'

describe('Auth0 may be asked over http', () => {
  test.each([
    ['http://localhost:7202', app],
    ['http://localhost', 'http://127.0.0.1:3000'],
    ['http://127.0.0.1:7202', 'https://localhost:3000'],
    ['http://[::1]:7202', 'http://[::1]:3000'],
    ['HTTP://LOCALHOST:7202', app],
  ])('at %s by an app at %s', (domain, appBaseUrl) => {
    expect(allowsInsecureRequests(domain, appBaseUrl)).toBe(true)
  })

  test.each([
    'http://localhost.evil.test',
    'http://localhost@evil.test',
    'http://localhost:7202@evil.test',
    'http://127.0.0.1.nip.io',
    'http://127.0.0.1@evil.test',
    'http://evil.test/localhost',
    'http://evil.test?localhost',
    'http://evil.test#localhost',
    'http://evil.test\\@localhost',
    'http://[::1].evil.test',
    'http://[::2]',
    'http://0.0.0.0',
    'http://127.0.0.2',
    'http://localhost.',
    'http://tenant.auth0.com',
    'https://localhost:7202',
    'ftp://localhost',
    'localhost',
    'localhost:7202',
    'tenant.auth0.com',
    '',
  ])('never at %s', (domain) => {
    expect(allowsInsecureRequests(domain, app)).toBe(false)
  })

  test.each([
    'https://app.example',
    'http://localhost.evil.test',
    'http://localhost@evil.test',
    'http://127.0.0.1.nip.io',
    'localhost:3000',
    '',
  ])('never by an app at %s', (appBaseUrl) => {
    expect(allowsInsecureRequests('http://localhost:7202', appBaseUrl)).toBe(false)
  })
})

describe('AUTH0_DOMAIN', () => {
  test.each(['tenant.auth0.com', 'my-tenant.eu.auth0.com', 'login.example.co.uk', 'X.Auth0.com'])(
    'may be %s',
    (domain) => {
      expect(checkDomain(domain, 'https://app.example')).toBeUndefined()
    },
  )

  test('may be a server on this machine, for an app on this machine', () => {
    expect(checkDomain('http://localhost:7202', app)).toBeUndefined()
    expect(checkDomain('http://localhost:7202', 'https://app.example')).toBeDefined()
  })

  test.each([
    'https://tenant.auth0.com',
    'http://tenant.auth0.com',
    'tenant.auth0.com/',
    'tenant.auth0.com:8080',
    'tenant.auth0.com; script-src *',
    'user@tenant.auth0.com',
    'tenant',
    'localhost',
    'tenant.local',
    '127.0.0.1',
    'http://127.0.0.1:7202',
    'http://[::1]:7202',
    'http://localhost:7202/path',
    'http://user@localhost:7202',
    'http://localhost@evil.test',
  ])('may not be %s', (domain) => {
    expect(checkDomain(domain, app)).toContain('is not a host name alone')
  })
})
