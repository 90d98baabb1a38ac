import { randomUUID } from 'node:crypto'
import { isoTime } from '../../emulator/clock.ts'
import { signBySvix } from '../../emulator/svix.ts'
import type { WebhookVendor } from '../../emulator/webhooks.ts'
import type { StytchSecrets } from './state.ts'
import { stytchUser } from './user.ts'

const actions = { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' } as const

/** Events as Stytch sends them, by Svix (stytch.com/docs/workspace-management/webhooks). */
export function stytchWebhooks({ projectId, webhookSecret }: StytchSecrets): WebhookVendor {
  return {
    describe(event, account, at) {
      const action = actions[event]
      const id = `webhook-event-test-${randomUUID()}`
      const body = {
        project_id: projectId,
        event_id: id,
        action,
        object_type: 'user',
        source: 'DIRECT',
        id: account.id,
        timestamp: isoTime(at),
        vertical: 'CONSUMER',
        ...(event !== 'deleted' && { user: stytchUser(account) }),
      }
      return { id, type: `direct.user.${action.toLowerCase()}`, body: JSON.stringify(body) }
    },
    sign: signBySvix(webhookSecret),
  }
}
