import { WorkOS, type User as WorkosUser } from '@workos-inc/node'
import { workos } from '../../../src/providers/workos/index.ts'
import { workosTarget } from '../workos/fixture.ts'
import { sdk } from '../workos/sdk.ts'
import { oidcSignUp, type Target } from './target.ts'

const toUser = ({ id, email, firstName, lastName }: WorkosUser) => ({
  id,
  email,
  firstName,
  lastName,
})

export const workosUsers: Target = {
  provider: workos,
  users(emulator, key) {
    const { userManagement } = sdk(emulator, key)
    return {
      get: async (userId) => toUser(await userManagement.getUser(userId)),
      async list() {
        const found: WorkosUser[] = []
        for (let after: string | undefined; ; ) {
          const page = await userManagement.listUsers({ limit: 2, ...(after && { after }) })
          found.push(...page.data)
          after = page.listMetadata.after ?? undefined
          if (!after) return found.map(toUser)
        }
      },
      find: async (email) => (await userManagement.listUsers({ email })).data.map(toUser),
      rename: (userId, firstName, lastName) =>
        userManagement.updateUser({ userId, firstName, lastName }),
      move: (userId, email) => userManagement.updateUser({ userId, email }),
      // The SDK's type does not know null, by which WorkOS documents that a key is taken out.
      remember: (userId, metadata) =>
        userManagement.updateUser({ userId, metadata: metadata as Record<string, string> }),
      metadata: async (userId) => (await userManagement.getUser(userId)).metadata,
      delete: (userId) => userManagement.deleteUser(userId),
    }
  },
  signUp: oidcSignUp(workosTarget),
  async verify({ headers, body }, { env }) {
    const { webhooks } = new WorkOS(`${env.WORKOS_API_KEY}`)
    const { event, data } = await webhooks.constructEvent({
      payload: body,
      sigHeader: headers.get('workos-signature') ?? '',
      secret: `${env.WORKOS_WEBHOOK_SECRET}`,
    })
    return { type: event, userId: Object(data).id, user: data }
  },
  statusOf: (error) => Object(error).status,
  unknownDeleted: 404,
}
