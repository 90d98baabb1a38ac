import { appUrl, type TestEmulator } from '../oidc/fixture.ts'

interface Cookies {
  getAll(): { name: string; value: string }[]
}

interface Client {
  middleware(request: Request): Promise<Response & { cookies: Cookies }>
  getSession(request: Request): Promise<{ user: Record<string, unknown> } | null>
}

// Named by a variable: the types of Next.js would make NODE_ENV required of every environment here.
const sdkName: string = '@auth0/nextjs-auth0/server'
const nextName: string = 'next/server.js'
const { Auth0Client }: { Auth0Client: new (options: object) => Client } = await import(sdkName)
const { NextRequest }: { NextRequest: typeof Request } = await import(nextName)

/** An app with Auth0's SDK in its proxy, and one visitor's cookies for it. */
export function openApp(
  { context, clientId, clientSecret }: TestEmulator,
  authorizationParameters: Readonly<Record<string, string>> = { scope: 'openid profile email' },
) {
  const cookies = new Map<string, string>()
  const client = new Auth0Client({
    domain: context.emulatorUrl.replace('127.0.0.1', 'localhost'),
    allowInsecureRequests: true,
    clientId,
    clientSecret,
    secret: 'a'.repeat(64),
    appBaseUrl: appUrl,
    authorizationParameters,
  })
  const request = (path: string) =>
    new NextRequest(new URL(path, appUrl), {
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
  return {
    /** Asks for that path; the address that the answer leads to, or an empty one. */
    async go(path: string): Promise<{ status: number; location: string }> {
      const response = await client.middleware(request(path))
      for (const { name, value } of response.cookies.getAll()) {
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return { status: response.status, location: response.headers.get('location') ?? '' }
    },
    session: () => client.getSession(request('/')),
  }
}
