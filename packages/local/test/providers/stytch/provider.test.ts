import { expect, it } from 'vitest'
import { findProvider } from '../../../src/providers/index.ts'
import { stytch } from '../../../src/providers/stytch/index.ts'
import { startEmulator } from './fixture.ts'
import { idOf } from './flows.ts'

it('is found by its name', () => {
  expect(findProvider('stytch')).toBe(stytch)
})

it('makes secrets of the shape that Stytch gives, other ones every time', () => {
  const secrets = stytch.createSecrets()
  expect(secrets).toEqual({
    projectId: idOf('project'),
    secret: expect.stringMatching(/^secret-test-[\w-]{36}$/),
    publicToken: idOf('public-token'),
  })
  expect(stytch.createSecrets()).not.toEqual(secrets)
})

it('points both SDKs at the emulator', () => {
  const environment = stytch.environment({
    emulatorUrl: 'http://127.0.0.1:7205',
    appUrl: 'http://localhost:3000',
    secrets: { projectId: 'project-test-1', secret: 'secret', publicToken: 'public-token-test-1' },
    insforgeJwtSecret: 'not-used-by-this-provider',
    stateDir: '/nowhere',
  })
  expect(environment).toEqual({
    STYTCH_PROJECT_ID: 'project-test-1',
    STYTCH_SECRET: 'secret',
    NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN: 'public-token-test-1',
    NEXT_PUBLIC_STYTCH_API_URL: 'http://127.0.0.1:7205',
  })
})

it('rejects when its port is taken', async () => {
  const { context } = await startEmulator()
  await expect(stytch.startEmulator(context)).rejects.toThrow('EADDRINUSE')
})
