import type { Management } from 'auth0'
import { expect } from 'vitest'
import { auth0 } from '../../../src/providers/auth0/index.ts'
import { auth0Target } from '../auth0/fixture.ts'
import { management } from '../auth0/sdk.ts'
import { oidcSignUp, type Target } from './target.ts'

const toUser = (user: Management.UserResponseSchema) => ({
  id: user.user_id ?? '',
  email: user.email ?? '',
  firstName: user.given_name ?? null,
  lastName: user.family_name ?? null,
})

export const auth0Users: Target = {
  provider: auth0,
  users(emulator, clientSecret) {
    const { users } = management(emulator, clientSecret)
    return {
      get: async (id) => toUser(await users.get(id)),
      async list() {
        const found: Management.UserResponseSchema[] = []
        for await (const user of await users.list({ per_page: 2 })) found.push(user)
        return found.map(toUser)
      },
      find: async (email) => (await users.listUsersByEmail({ email })).map(toUser),
      rename: (id, given_name, family_name) => users.update(id, { given_name, family_name }),
      move: (id, email) => users.update(id, { email }),
      remember: (id, app_metadata) => users.update(id, { app_metadata }),
      metadata: async (id) => (await users.get(id)).app_metadata,
      delete: (id) => users.delete(id),
    }
  },
  signUp: oidcSignUp(auth0Target),
  async verify({ headers, body }, { env }) {
    // Auth0 signs nothing: the app compares the token of its event stream.
    if (headers.get('authorization') !== `Bearer ${env.AUTH0_EVENT_STREAM_TOKEN}`) {
      throw new Error('another token')
    }
    const event: Management.EventStreamCloudEventUserCreatedCloudEvent = JSON.parse(body)
    const { specversion, type, data } = event
    expect(specversion).toBe('1.0')
    return { type, userId: data.object.user_id, user: data.object }
  },
  statusOf: (error) => Object(error).statusCode,
  // Auth0 answers it with the 204 of a deletion.
  unknownDeleted: undefined,
}
