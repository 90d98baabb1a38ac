import { expect, it } from 'vitest'
import { auth0 } from '../../../src/providers/auth0/index.ts'

it('makes secrets of the shape that Auth0 gives, other ones every time', () => {
  const secrets = auth0.createSecrets()
  expect(secrets).toEqual({
    clientId: expect.stringMatching(/^[0-9a-f]{32}$/),
    clientSecret: expect.stringMatching(/^[\w-]{64}$/),
    sessionSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(auth0.createSecrets()).not.toEqual(secrets)
})

it('points the SDK at the emulator by a name, and back at the app', () => {
  const environment = auth0.environment({
    emulatorUrl: 'http://127.0.0.1:7202',
    appUrl: 'http://localhost:3000',
    secrets: { clientId: 'id', clientSecret: 'secret', sessionSecret: 's' },
    stateDir: '/nowhere',
  })
  expect(environment).toEqual({
    AUTH0_DOMAIN: 'http://localhost:7202',
    AUTH0_CLIENT_ID: 'id',
    AUTH0_CLIENT_SECRET: 'secret',
    AUTH0_SECRET: 's',
    APP_BASE_URL: 'http://localhost:3000',
  })
})
