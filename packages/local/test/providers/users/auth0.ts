import { type Management, ManagementClient } from 'auth0'
import { auth0 } from '../../../src/providers/auth0/index.ts'
import { auth0Target } from '../auth0/fixture.ts'
import { oidcSignUp, type Target } from './target.ts'

const toUser = (user: Management.UserResponseSchema) => ({
  id: user.user_id ?? '',
  email: user.email ?? '',
  firstName: user.given_name ?? null,
  lastName: user.family_name ?? null,
})

export const auth0Users: Target = {
  provider: auth0,
  users({ env }, clientSecret = `${env.AUTH0_MANAGEMENT_CLIENT_SECRET}`) {
    const { users } = new ManagementClient({
      domain: new URL(`${env.AUTH0_DOMAIN}`).host,
      clientId: `${env.AUTH0_MANAGEMENT_CLIENT_ID}`,
      clientSecret,
      // The SDK knows no tenant without TLS.
      fetch: (url, init) => fetch(`${url}`.replace(/^https:/, 'http:'), init),
      maxRetries: 0,
    })
    return {
      get: async (id) => toUser(await users.get(id)),
      async list() {
        const found: Management.UserResponseSchema[] = []
        for await (const user of await users.list({ per_page: 2 })) found.push(user)
        return found.map(toUser)
      },
      find: async (email) => (await users.listUsersByEmail({ email })).map(toUser),
      rename: (id, given_name, family_name) => users.update(id, { given_name, family_name }),
      remember: (id, app_metadata) => users.update(id, { app_metadata }),
      metadata: async (id) => (await users.get(id)).app_metadata,
      delete: (id) => users.delete(id),
    }
  },
  signUp: oidcSignUp(auth0Target),
  statusOf: (error) => Object(error).statusCode,
  // Auth0 answers it with the 204 of a deletion.
  unknownDeleted: undefined,
}
