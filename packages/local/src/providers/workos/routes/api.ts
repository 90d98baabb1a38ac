import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import type { Authkit } from '../state.ts'
import { workosUser } from '../user.ts'

/** The public keys, and the part of the API that needs the API key. */
export function apiRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/sso/jwks/:clientId', (c) =>
    c.req.param('clientId') === authkit.clientId
      ? c.json(publicJwks(authkit.state.data.keys))
      : c.json({ message: 'Not Found' }, 404),
  )

  app.get('/user_management/users/:id', (c) => {
    if (c.req.header('authorization') !== `Bearer ${authkit.apiKey}`) {
      return c.json({ message: 'Unauthorized' }, 401)
    }
    const id = c.req.param('id')
    const account = Object.values(authkit.state.data.accounts).find((known) => known.id === id)
    return account
      ? c.json(workosUser(account))
      : c.json(
          { message: `User not found: '${id}'.`, code: 'entity_not_found', entity_id: id },
          404,
        )
  })

  return app
}
