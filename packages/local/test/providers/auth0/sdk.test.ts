import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { auth0Target, it } from './fixture.ts'

interface Client {
  middleware(
    request: Request,
  ): Promise<Response & { cookies: { getAll(): { name: string; value: string }[] } }>
  getSession(request: Request): Promise<{ user: Record<string, unknown> } | null>
}

// Named by a variable: the types of Next.js would make NODE_ENV required of every environment here.
const sdkName: string = '@auth0/nextjs-auth0/server'
const nextName: string = 'next/server.js'
const { Auth0Client }: { Auth0Client: new (options: object) => Client } = await import(sdkName)
const { NextRequest }: { NextRequest: typeof Request } = await import(nextName)

/** An app with Auth0's SDK in its proxy and the variables of an example, and one visitor of it. */
function openApp({ env }: TestEmulator) {
  const client = new Auth0Client({
    domain: env.AUTH0_DOMAIN,
    clientId: env.AUTH0_CLIENT_ID,
    clientSecret: env.AUTH0_CLIENT_SECRET,
    secret: env.AUTH0_SECRET,
    appBaseUrl: env.APP_BASE_URL,
    allowInsecureRequests: true,
    authorizationParameters: { scope: 'openid profile email' },
  })
  const cookies = new Map<string, string>()
  const request = (path: string) =>
    new NextRequest(new URL(path, appUrl), {
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
  return {
    /** Asks for that path; the address that the answer leads to, or an empty one. */
    async go(path: string): Promise<string> {
      const response = await client.middleware(request(path))
      for (const { name, value } of response.cookies.getAll()) {
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return response.headers.get('location') ?? ''
    },
    session: () => client.getSession(request('/')),
  }
}

/** Signs a new user up with the SDK; the browser is about to go back to the app. */
async function signUp(emulator: TestEmulator) {
  const app = openApp(emulator)
  const browser = openBrowser(emulator)
  await browser.go(await app.go('/auth/login?screen_hint=signup'))
  const back = await browser.submit({ email, password })
  expect(redirected(back).to).toBe(auth0Target.redirectUri)
  return { app, browser, callback: back.headers.get('location') ?? '' }
}

describe('the Auth0 SDK', () => {
  it('signs up and finds the user', async ({ emulator }) => {
    const { app, callback } = await signUp(emulator)
    expect(await app.go(callback)).toBe(`${appUrl}/`)
    const { users } = (await emulator.hook('GET users')).json
    const sub = users[0].user_id
    const known = { sub, email, email_verified: false, nickname: 'ann', name: email }
    expect((await app.session())?.user).toMatchObject(known)
    expect((await emulator.hook('GET unknown')).json.requests).toEqual([])
  })

  // Not the signature: the SDK trusts the connection to the token endpoint.
  it.for([
    { nonce: 'another nonce' },
    { iss: 'https://evil.example/' },
    { aud: 'another application' },
    { exp: 1 },
  ])('rejects an ID token with %o', async (claims, { emulator }) => {
    const { app, callback } = await signUp(emulator)
    await emulator.hook('POST faults', { times: 1, alterToken: { claims } })
    expect(await app.go(callback)).not.toBe(`${appUrl}/`)
    expect(await app.session()).toBeNull()
  })

  it.for(['/auth/logout', '/auth/logout?federated=false'])(
    'signs out at the provider too: %s',
    async (path, { emulator }) => {
      const { app, browser, callback } = await signUp(emulator)
      await app.go(callback)
      expect(redirected(await browser.go(await app.go(path)))).toEqual({ to: `${appUrl}/` })
      expect(await app.session()).toBeNull()
      await browser.go(await app.go('/auth/login'))
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )
})
