import { createHmac } from 'node:crypto'
import { ulid } from 'ulid'
import { isoTime } from '../../emulator/clock.ts'
import type { WebhookVendor } from '../../emulator/webhooks.ts'
import { workosUser } from './user.ts'

/** Events as WorkOS sends and signs them (workos.com/docs/events/data-syncing/webhooks). */
export function workosWebhooks(secret: string): WebhookVendor {
  return {
    describe(event, account, at) {
      const [id, type] = [`event_${ulid()}`, `user.${event}`]
      const data = workosUser(account)
      return {
        id,
        type,
        body: JSON.stringify({ id, event: type, data, created_at: isoTime(at) }),
      }
    },
    sign({ body }, at) {
      const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
      return {
        headers: {
          'content-type': 'application/json',
          'workos-signature': `t=${at}, v1=${signature}`,
        },
      }
    },
  }
}
