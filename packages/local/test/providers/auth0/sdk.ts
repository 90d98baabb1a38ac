import { ManagementClient } from 'auth0'
import { type ForApp, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'

type Answer = Response & { cookies: { getAll(): { name: string; value: string }[] } }

/** What is called of the SDK for Next.js. */
interface Client {
  middleware(request: Request): Promise<Answer>
  getSession(request: Request): Promise<{ user: Record<string, unknown> } | null>
  getAccessToken(
    request: Request,
    response: Response,
    options: { refresh: true },
  ): Promise<{ token: string; expiresAt: number; scope?: string }>
  revokeRefreshToken(options: { req: Request }): Promise<void>
  readonly passwordless: Record<
    'start' | 'verify',
    (request: Request, response: Response, options: object) => Promise<unknown>
  >
}

// Named by a variable: the types of Next.js would make NODE_ENV required of every environment here.
const sdkName: string = '@auth0/nextjs-auth0/server'
const nextName: string = 'next/server.js'
const { Auth0Client }: { Auth0Client: new (options: object) => Client } = await import(sdkName)
export const {
  NextRequest,
  NextResponse,
}: { NextRequest: typeof Request; NextResponse: new () => Answer } = await import(nextName)

/** An app with Auth0's SDK in its proxy and the variables of an example, and one visitor of it. */
export function openApp({ env }: Pick<ForApp, 'env'>, scope = 'openid profile email') {
  const client = new Auth0Client({
    domain: env.AUTH0_DOMAIN,
    clientId: env.AUTH0_CLIENT_ID,
    clientSecret: env.AUTH0_CLIENT_SECRET,
    secret: env.AUTH0_SECRET,
    appBaseUrl: env.APP_BASE_URL,
    allowInsecureRequests: true,
    authorizationParameters: { scope },
  })
  const cookies = new Map<string, string>()
  const request = (path = '/') =>
    new NextRequest(new URL(path, appUrl), {
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
  const keep = (response: Answer) => {
    for (const { name, value } of response.cookies.getAll()) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }
  return {
    client,
    /** A request of the visitor. */
    request,
    /** Asks for that path; the address that the answer leads to, or an empty one. */
    async go(path: string): Promise<string> {
      const response = await client.middleware(request(path))
      keep(response)
      return response.headers.get('location') ?? ''
    },
    session: () => client.getSession(request()),
    /** A new access token. */
    async getToken() {
      const response = new NextResponse()
      const answer = await client.getAccessToken(request(), response, { refresh: true })
      keep(response)
      return answer
    },
  }
}

/** Signs a new user up with the SDK; the browser is about to go `back` to the app. */
export async function signUp(emulator: ForApp, scope?: string) {
  const app = openApp(emulator, scope)
  const browser = openBrowser(emulator)
  await browser.go(await app.go('/auth/login?screen_hint=signup'))
  const answer = await browser.submit({ email, password })
  const callback = answer.headers.get('location') ?? ''
  return { app, browser, callback, back: redirected(answer) }
}

/** The SDK of the Management API, with the variables of an example. */
export const management = (
  { env }: Pick<ForApp, 'env'>,
  clientSecret = `${env.AUTH0_MANAGEMENT_CLIENT_SECRET}`,
) =>
  new ManagementClient({
    domain: new URL(`${env.AUTH0_DOMAIN}`).host,
    clientId: `${env.AUTH0_MANAGEMENT_CLIENT_ID}`,
    clientSecret,
    // The SDK knows no tenant without TLS.
    fetch: (url, init) => fetch(`${url}`.replace(/^https:/, 'http:'), init),
    maxRetries: 0,
  })
