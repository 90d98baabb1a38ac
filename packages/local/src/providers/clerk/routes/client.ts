import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { numericDate } from '../../../emulator/clock.ts'
import { refusal } from '../errors.ts'
import { cookieSuffix, createId, randomText } from '../ids.ts'
import { activeSession, endSessions } from '../sessions.ts'
import type { Client, Instance } from '../state.ts'
import { signHandshake, signSessionToken } from '../tokens.ts'
import { clerkClient, clientOf, devBrowserParameter, findClient } from './api.ts'
import { environmentWith } from './environment.ts'

/** How a browser begins, with clerk-js or by the app's middleware, and how it ends. */
export function clientRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post('/v1/dev_browser', (c) => {
    const { devBrowserId: id } = createClient(instance)
    return c.json({ object: 'dev_browser', id, instance_id: createId('ins') })
  })

  // PATCH also tells a development instance where its app is, which is known here.
  app.on(['GET', 'PATCH'], '/v1/environment', (c) => {
    clientOf(instance, c)
    return c.json(environmentWith(instance.state.data.settings))
  })

  app.get('/v1/client', async (c) => {
    const response = await clerkClient(instance, c, clientOf(instance, c))
    return c.json({ response, client: null })
  })

  app.on('DELETE', ['/v1/client', '/v1/client/sessions'], async (c) => {
    const client = clientOf(instance, c)
    endSessions(instance, ({ clientId }) => clientId === client.id, 'removed')
    instance.state.change(() => {
      client.signIn = null
      client.signUp = null
    })
    return c.json({ response: await clerkClient(instance, c, client), client: null })
  })

  /*
   * Where the app's middleware sends a browser whose session it cannot tell: one that has no dev
   * browser yet, or whose session token has expired. The answer is the cookies that the app has to
   * set, in a token in the address, since the Frontend API is on another host.
   */
  app.get('/v1/client/handshake', async (c) => {
    const redirectUrl = c.req.query('redirect_url') ?? ''
    const target = URL.canParse(redirectUrl) ? new URL(redirectUrl) : undefined
    // The address that it ends at signs a user in: it is the app's, and never another one.
    if (target?.origin !== new URL(instance.appUrl).origin) {
      throw refusal('invalid_handshake', redirectUrl)
    }
    const client = findClient(instance, c) ?? createClient(instance)
    const cookies = await handshakeCookies(instance, client, target.origin)
    target.searchParams.delete(devBrowserParameter)
    target.searchParams.set('__clerk_handshake', await signHandshake(instance, cookies))
    return c.redirect(target.href, 307)
  })

  return app
}

/** A browser that was not seen before. */
function createClient(instance: Instance): Client {
  const now = instance.now()
  const client: Client = {
    id: createId('client'),
    devBrowserId: `dvb_${randomText(27)}`,
    createdAt: now,
    updatedAt: now,
    lastActiveSessionId: null,
    lastStrategy: null,
    signUp: null,
    signIn: null,
  }
  instance.state.change(({ clients }) => {
    clients[client.devBrowserId] = client
  })
  return client
}

/** Each cookie twice: its plain name, and with the suffix that keeps instances apart. */
async function handshakeCookies(
  instance: Instance,
  client: Client,
  origin: string,
): Promise<string[]> {
  const session = activeSession(instance, client)
  const year = new Date(instance.now() + 365 * 86_400_000).toUTCString()
  const both = (name: string, rest: string) =>
    [name, `${name}_${cookieSuffix}`].map((each) => `${each}=${rest}`)
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
