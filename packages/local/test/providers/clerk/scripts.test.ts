import { describe, expect, it } from 'vitest'
import { clerk } from '../../../src/providers/clerk/index.ts'
import { send } from '../mail/start.ts'
import { startEmulator } from './fixture.ts'

describe('Clerk’s scripts', () => {
  it.each(['NEXT_PUBLIC_CLERK_JS_URL', 'NEXT_PUBLIC_CLERK_UI_URL'] as const)(
    'are where the app looks for them: %s',
    async (name) => {
      const { context } = await startEmulator()
      const url = clerk.environment(context)[name]
      const response = await fetch(url, { headers: { connection: 'close' } })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      expect((await response.text()).length).toBeGreaterThan(100_000)
    },
  )

  it.each(['6', '6.34', '6.34.1'])('are there by the version %s', async (version) => {
    const path = `/npm/@clerk/clerk-js@${version}/dist/clerk.browser.js`
    expect((await send(await startEmulator(), path)).status).toBe(200)
  })

  it.each([
    '/npm/@clerk/clerk-js@5/dist/clerk.browser.js',
    '/npm/@clerk/clerk-js@6.3/dist/clerk.browser.js',
    '/npm/@clerk/clerk-js@6/dist/nothing.js',
    '/npm/@clerk/clerk-js@6/dist/clerk.browser.js.map',
    '/npm/@clerk/clerk-js@6/dist/..%2Fpackage.json',
    '/npm/@clerk/clerk-js@6/dist/..%2F..%2Fui%2Fdist%2Fui.browser.js',
  ])('are nothing else: %s', async (path) => {
    expect((await send(await startEmulator(), path)).status).toBe(404)
  })

  it('of another package are not emulated', async () => {
    const path = '/npm/@clerk/backend@3/dist/index.js'
    expect((await send(await startEmulator(), path)).status).toBe(501)
  })
})
