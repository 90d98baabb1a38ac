import { randomBytes } from 'node:crypto'
import { isoTime } from '../../emulator/clock.ts'
import { type SigningKey, signingKey, signJwt } from '../../emulator/signing-keys.ts'
import type { WebhookVendor } from '../../emulator/webhooks.ts'
import type { StateFile } from '../../runtime/state-file.ts'

/** Events as Kinde sends them: the body is a JWT, signed with the keys of its tokens
 * (docs.kinde.com/integrate/webhooks). */
export function kindeWebhooks(
  state: StateFile<{ keys: SigningKey[] }>,
  orgCode: string,
): WebhookVendor {
  return {
    describe(event, account, at) {
      const { id, email, firstName, lastName } = account
      const user = {
        id,
        email,
        first_name: firstName,
        last_name: lastName,
        is_password_reset_requested: false,
        is_suspended: false,
        organizations: [{ code: orgCode, roles: null, permissions: null }],
        phone: null,
        username: null,
      }
      const event_id = `event_${randomBytes(16).toString('hex')}`
      const type = `user.${event}`
      const time = isoTime(at)
      const payload = {
        data: { user: event === 'deleted' ? { id } : user },
        event_id,
        event_timestamp: time,
        source: event === 'created' ? 'user' : 'api',
        timestamp: time,
        type,
      }
      return { id: event_id, type, body: JSON.stringify(payload) }
    },
    async sign({ body }) {
      const token = await signJwt(signingKey({ state }), JSON.parse(body))
      return { headers: { 'content-type': 'application/jwt' }, body: token }
    },
  }
}
