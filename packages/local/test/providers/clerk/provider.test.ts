import { expect, it } from 'vitest'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { findProvider } from '../../../src/providers/index.ts'
import { startEmulator } from './fixture.ts'

it('is found by its name', () => {
  expect(findProvider('clerk')).toBe(clerk)
})

it('makes a secret of the shape that Clerk gives, another one every time', () => {
  const secrets = clerk.createSecrets()
  expect(secrets).toEqual({ secretKey: expect.stringMatching(/^sk_test_[0-9A-Za-z]{42}$/) })
  expect(clerk.createSecrets()).not.toEqual(secrets)
})

it('points the SDK and the browser at the emulator', () => {
  const environment = clerk.environment({
    emulatorUrl: 'http://127.0.0.1:7204',
    appUrl: 'http://localhost:3000',
    secrets: { secretKey: 'sk_test_key' },
    insforgeJwtSecret: 'secret',
    stateDir: '/nowhere',
  })
  const host = 'local-emulator-0.clerk.accounts.dev'
  expect(environment).toEqual({
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_test_${btoa(`${host}$`)}`,
    CLERK_SECRET_KEY: 'sk_test_key',
    CLERK_API_URL: 'http://127.0.0.1:7204',
    NEXT_PUBLIC_CLERK_PROXY_URL: 'http://127.0.0.1:7204',
    NEXT_PUBLIC_CLERK_JS_URL: 'http://127.0.0.1:7204/npm/@clerk/clerk-js@6/dist/clerk.browser.js',
    NEXT_PUBLIC_CLERK_UI_URL: 'http://127.0.0.1:7204/npm/@clerk/ui@1/dist/ui.browser.js',
    NEXT_PUBLIC_CLERK_TELEMETRY_DISABLED: '1',
  })
})

it('rejects when its port is taken', async () => {
  const { context } = await startEmulator()
  await expect(clerk.startEmulator(context)).rejects.toThrow('EADDRINUSE')
})
