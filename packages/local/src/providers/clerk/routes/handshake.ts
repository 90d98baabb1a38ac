import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { numericDate } from '../../../emulator/clock.ts'
import { createClient, devBrowserParameter, findClient } from '../clients.ts'
import { refusal } from '../errors.ts'
import type { Instance } from '../instance.ts'
import { cookieSuffix } from '../publishable-key.ts'
import { activeSession } from '../sessions.ts'
import type { Client } from '../state.ts'
import { signHandshake, signSessionToken } from '../tokens.ts'

/**
 * Where the app's middleware sends a browser whose session it cannot tell: one that has no dev
 * browser yet, or whose session token has expired. The answer is the cookies that the app has to
 * set, in a token in the address, since the Frontend API is on another host.
 */
export function handshakeRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/v1/client/handshake', async (c) => {
    const redirectUrl = c.req.query('redirect_url') ?? ''
    const target = URL.canParse(redirectUrl) ? new URL(redirectUrl) : undefined
    // The address that it ends at signs somebody in: it is never another one than the app's.
    if (target?.origin !== new URL(instance.appUrl).origin) {
      const reason = `“${redirectUrl}” is no address of this application`
      const longMessage = `The handshake request is invalid: ${reason}`
      throw refusal(400, 'invalid_handshake', 'invalid handshake', longMessage)
    }
    const client = findClient(instance, c) ?? createClient(instance)
    const cookies = await handshakeCookies(instance, client, target.origin)
    target.searchParams.delete(devBrowserParameter)
    target.searchParams.set('__clerk_handshake', await signHandshake(instance, cookies))
    c.header('Cache-Control', 'no-store')
    return c.redirect(target.href, 307)
  })

  return app
}

/** Each cookie twice: its plain name, and with the suffix that keeps instances apart. */
async function handshakeCookies(
  instance: Instance,
  client: Client,
  origin: string,
): Promise<string[]> {
  const session = activeSession(instance, client)
  const suffix = cookieSuffix(instance.publishableKey)
  const year = new Date(instance.now() + 365 * 86_400_000).toUTCString()
  const both = (name: string, rest: string) => [`${name}=${rest}`, `${name}_${suffix}=${rest}`]
  const set = (name: string, value: string | number) =>
    both(name, `${value}; Path=/; SameSite=Lax; Expires=${year}`)
  return [
    ...set(devBrowserParameter, client.devBrowserId),
    ...set('__client_uat', session ? numericDate(client.updatedAt) : 0),
    ...(session
      ? set('__session', await signSessionToken(instance, session, origin))
      : both('__session', '; Path=/; SameSite=Lax; Max-Age=0')),
  ]
}
