import { verifyWebhook } from '@clerk/backend/webhooks'
import type { User as StytchUser } from 'stytch'
import { expect } from 'vitest'
import { stytch } from '../../../src/providers/stytch/index.ts'
import type { StytchSecrets } from '../../../src/providers/stytch/state.ts'
import { authenticateLink, linkToken, server, signedIn } from '../stytch/fixture.ts'
import { sdk } from '../stytch/sdk.ts'
import { type Target, withSecrets } from './target.ts'

const toUser = ({ user_id, emails, name }: Pick<StytchUser, 'user_id' | 'emails' | 'name'>) => ({
  id: user_id,
  email: emails[0]?.email ?? '',
  firstName: name?.first_name ?? null,
  lastName: name?.last_name ?? null,
})

export const stytchUsers: Target = {
  provider: stytch,
  users(emulator, secret) {
    const { users } = sdk(emulator, secret)
    return {
      get: async (user_id) => toUser(await users.get({ user_id })),
      async list() {
        const found: StytchUser[] = []
        for await (const page of users.searchAll({ limit: 2 })) found.push(...page)
        return found.map(toUser)
      },
      async find(email) {
        const operands = [{ filter_name: 'email_address', filter_value: [email] } as const]
        const { results } = await users.search({
          query: { operator: 'AND', operands: [...operands] },
        })
        return results.map(toUser)
      },
      rename: (user_id, first_name, last_name) =>
        users.update({ user_id, name: { first_name, last_name } }),
      remember: (user_id, trusted_metadata) => users.update({ user_id, trusted_metadata }),
      metadata: async (user_id) => (await users.get({ user_id })).trusted_metadata,
      delete: (user_id) => users.delete({ user_id }),
    }
  },
  async signUp(started, email) {
    const emulator = withSecrets<StytchSecrets>(started)
    const { user_id, session_token, session_jwt } = await signedIn(emulator, email)
    const links = [await linkToken(emulator, { email }), await linkToken(emulator, { email })]
    const authenticate = async (body: object) =>
      (await server(emulator, 'POST sessions/authenticate', body)).status === 200
    return {
      id: user_id,
      ways: {
        token: () => authenticate({ session_token }),
        jwt: () => authenticate({ session_jwt }),
        link: async () => (await authenticateLink(emulator, links.pop() ?? '')).status === 200,
      },
    }
  },
  async verify({ headers, body }, { env }) {
    // Stytch has no verifier of its own: it sends by Svix, as Clerk does.
    const request = new Request('http://localhost', { method: 'POST', headers, body })
    await verifyWebhook(request, { signingSecret: `${env.STYTCH_WEBHOOK_SECRET}` })
    const { action, object_type, source, id, user } = JSON.parse(body)
    expect({ object_type, source }).toEqual({ object_type: 'user', source: 'DIRECT' })
    return { type: `user.${action.toLowerCase()}d`, userId: id, user }
  },
  statusOf: (error) => Object(error).status_code,
  unknownDeleted: 404,
}
