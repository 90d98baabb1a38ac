import type { Context } from 'hono'
import { browserUnauthenticated } from './errors.ts'
import { createId, randomText } from './ids.ts'
import type { Instance } from './instance.ts'
import { lookUp } from './look-up.ts'
import type { Client } from './state.ts'

/** The query parameter in which a development instance is told the browser. */
export const devBrowserParameter = '__clerk_db_jwt'

/** A browser that was not seen before. */
export function createClient(instance: Instance): Client {
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

/** The browser that the request comes from, or undefined. */
export function findClient(instance: Instance, c: Context): Client | undefined {
  return lookUp(instance.state.data.clients, c.req.query(devBrowserParameter) ?? '')
}

/** The browser that the request comes from. Throws a 401, after which clerk-js asks for a new dev
 * browser. */
export function clientOf(instance: Instance, c: Context): Client {
  const client = findClient(instance, c)
  if (!client) throw browserUnauthenticated()
  return client
}
