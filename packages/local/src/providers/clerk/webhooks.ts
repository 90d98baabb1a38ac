import { signBySvix } from '../../emulator/svix.ts'
import type { WebhookVendor } from '../../emulator/webhooks.ts'
import { createId } from './ids.ts'
import type { ClerkSecrets } from './state.ts'
import { backendUser, deletedUser } from './user.ts'

const event_attributes = { http_request: { client_ip: '127.0.0.1', user_agent: '' } }

/** Events as Clerk sends them, by Svix (clerk.com/docs/guides/development/webhooks/overview). */
export function clerkWebhooks({ webhookSecret }: ClerkSecrets): WebhookVendor {
  return {
    describe(event, account, timestamp) {
      const type = `user.${event}`
      const data = event === 'deleted' ? deletedUser(account) : backendUser(account)
      const instance_id = 'ins_local'
      const body = { object: 'event', type, data, event_attributes, instance_id, timestamp }
      return { id: createId('msg'), type, body: JSON.stringify(body) }
    },
    sign: signBySvix(webhookSecret),
  }
}
