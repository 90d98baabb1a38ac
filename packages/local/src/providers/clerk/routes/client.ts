import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { clientOf, createClient } from '../clients.ts'
import { createId } from '../ids.ts'
import type { Instance } from '../instance.ts'
import { clerkClient } from '../objects/client.ts'
import { environment } from '../objects/environment.ts'
import { endSessions } from '../sessions.ts'

/** How clerk-js begins: a dev browser, the environment, and who is signed in; and how it ends. */
export function clientRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post('/v1/dev_browser', (c) =>
    c.json({
      object: 'dev_browser',
      id: createClient(instance).devBrowserId,
      instance_id: createId('ins'),
    }),
  )

  // PATCH also tells a development instance where its app is, which is known here.
  app.on(['GET', 'PATCH'], '/v1/environment', (c) => {
    clientOf(instance, c)
    return c.json(environment)
  })

  app.get('/v1/client', async (c) => {
    const client = clientOf(instance, c)
    const response = await clerkClient(instance, client, c.req.header('origin'))
    return c.json({ response, client: null })
  })

  app.on('DELETE', ['/v1/client', '/v1/client/sessions'], async (c) => {
    const client = clientOf(instance, c)
    endSessions(instance, ({ clientId }) => clientId === client.id, 'removed')
    instance.state.change(() => {
      client.signIn = null
      client.signUp = null
    })
    const response = await clerkClient(instance, client, c.req.header('origin'))
    return c.json({ response, client: null })
  })

  return app
}
