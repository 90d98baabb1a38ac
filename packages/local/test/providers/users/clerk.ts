import type { User as ClerkUser } from '@clerk/backend'
import { verifyWebhook } from '@clerk/backend/webhooks'
import { clerk } from '../../../src/providers/clerk/index.ts'
import type { ClerkSecrets } from '../../../src/providers/clerk/state.ts'
import { openBrowser, signUp } from '../clerk/fixture.ts'
import { sdk } from '../clerk/sdk.ts'
import { password } from '../mail/start.ts'
import { type Target, withSecrets } from './target.ts'

const toUser = ({ id, primaryEmailAddress, firstName, lastName }: ClerkUser) => ({
  id,
  email: primaryEmailAddress?.emailAddress ?? '',
  firstName,
  lastName,
})

export const clerkUsers: Target = {
  provider: clerk,
  users(emulator, secretKey) {
    const { users } = sdk(emulator, secretKey)
    return {
      get: async (id) => toUser(await users.getUser(id)),
      async list() {
        const found: ClerkUser[] = []
        for (;;) {
          const { data, totalCount } = await users.getUserList({ limit: 2, offset: found.length })
          found.push(...data)
          if (found.length >= totalCount) return found.map(toUser)
        }
      },
      find: async (email) => (await users.getUserList({ emailAddress: [email] })).data.map(toUser),
      rename: (id, firstName, lastName) => users.updateUser(id, { firstName, lastName }),
      remember: (id, privateMetadata) => users.updateUserMetadata(id, { privateMetadata }),
      metadata: async (id) => (await users.getUser(id)).privateMetadata,
      delete: (id) => users.deleteUser(id),
    }
  },
  async signUp(started, email) {
    const emulator = withSecrets<ClerkSecrets>(started)
    const { browser, session, userId } = await signUp(emulator, email)
    return {
      id: userId,
      ways: {
        token: async () => (await browser.call(`POST ${session}/tokens`)).status === 200,
        template: async () =>
          (await browser.call(`POST ${session}/tokens/insforge`)).status === 200,
        session: async () => (await browser.call('GET client')).json.response.sessions.length === 1,
        async password() {
          const another = await openBrowser(emulator)
          const fields = { identifier: email, password }
          return (await another.call('POST client/sign_ins', fields)).status === 200
        },
      },
    }
  },
  async verify({ headers, body }, { env }) {
    const request = new Request('http://localhost', { method: 'POST', headers, body })
    const signingSecret = `${env.CLERK_WEBHOOK_SIGNING_SECRET}`
    const { type, data } = await verifyWebhook(request, { signingSecret })
    return { type, userId: `${data.id}`, user: data }
  },
  statusOf: (error) => Object(error).status,
  unknownDeleted: 404,
}
