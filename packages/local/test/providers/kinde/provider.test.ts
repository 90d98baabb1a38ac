import { describe, expect, it } from 'vitest'
import { kinde } from '../../../src/providers/kinde/index.ts'

const environment = kinde.environment({
  emulatorUrl: 'http://127.0.0.1:7203',
  appUrl: 'http://localhost:3000',
  secrets: { clientId: 'id', clientSecret: 'secret', orgCode: 'org' },
  stateDir: '/nowhere',
})

it('makes secrets of the shape that Kinde gives, other ones every time', () => {
  const secrets = kinde.createSecrets()
  expect(secrets).toEqual({
    clientId: expect.stringMatching(/^[0-9a-f]{32}$/),
    // The SDK takes no other.
    clientSecret: expect.stringMatching(/^[a-zA-Z0-9]{40,60}$/),
    orgCode: expect.stringMatching(/^org_[0-9a-f]{11}$/),
  })
  expect(kinde.createSecrets()).not.toEqual(secrets)
})

it('points the SDK at the emulator and back at the app', () => {
  expect(environment).toEqual({
    KINDE_ISSUER_URL: 'http://127.0.0.1:7203',
    KINDE_CLIENT_ID: 'id',
    KINDE_CLIENT_SECRET: 'secret',
    KINDE_SITE_URL: 'http://localhost:3000',
    KINDE_POST_LOGIN_REDIRECT_URL: 'http://localhost:3000',
    KINDE_POST_LOGOUT_REDIRECT_URL: 'http://localhost:3000',
    KINDE_POST_LOGIN_ALLOWED_URL_REGEX: '^(http://localhost:3000)?/(?![/\\\\])',
  })
})

describe('the addresses that a sign-in may end at', () => {
  const allowed = new RegExp(environment.KINDE_POST_LOGIN_ALLOWED_URL_REGEX ?? '')

  it.each(['/', '/?filter=done', 'http://localhost:3000/', 'http://localhost:3000/x'])(
    'are the app’s own: %s',
    (address) => {
      expect(allowed.test(address)).toBe(true)
    },
  )

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'http://localhost:3000.evil.example/',
    'http://localhost:3000@evil.example/',
    'http://localhost:3000//evil.example',
    'evil',
    '',
  ])('are no others: %s', (address) => {
    expect(allowed.test(address)).toBe(false)
  })
})
