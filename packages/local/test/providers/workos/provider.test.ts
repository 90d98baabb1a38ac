import { expect, it } from 'vitest'
import { findProvider } from '../../../src/providers/index.ts'
import { workos } from '../../../src/providers/workos/index.ts'
import { startEmulator } from './fixture.ts'

it('is found by its name', () => {
  expect(findProvider('workos')).toBe(workos)
})

it('makes secrets of the shape that WorkOS gives, other ones every time', () => {
  const secrets = workos.createSecrets()
  expect(secrets).toEqual({
    apiKey: expect.stringMatching(/^sk_test_[\w-]{32}$/),
    clientId: expect.stringMatching(/^client_[0-9A-Z]{26}$/),
    cookiePassword: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(workos.createSecrets()).not.toEqual(secrets)
})

it('points the SDK at the emulator and back at the app', () => {
  const environment = workos.environment({
    emulatorUrl: 'http://127.0.0.1:7201',
    appUrl: 'http://localhost:3000',
    secrets: { apiKey: 'sk_test_key', clientId: 'client_id', cookiePassword: 'c'.repeat(64) },
    insforgeJwtSecret: 'not-used-by-this-provider',
    stateDir: '/nowhere',
  })
  expect(environment).toEqual({
    WORKOS_API_KEY: 'sk_test_key',
    WORKOS_CLIENT_ID: 'client_id',
    WORKOS_COOKIE_PASSWORD: 'c'.repeat(64),
    NEXT_PUBLIC_WORKOS_REDIRECT_URI: 'http://localhost:3000/callback',
    WORKOS_API_HOSTNAME: '127.0.0.1',
    WORKOS_API_HTTPS: 'false',
    WORKOS_API_PORT: '7201',
  })
})

it('rejects when its port is taken', async () => {
  const { context } = await startEmulator()
  await expect(workos.startEmulator(context)).rejects.toThrow('EADDRINUSE')
})
