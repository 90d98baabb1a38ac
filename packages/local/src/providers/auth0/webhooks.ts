import { randomBytes } from 'node:crypto'
import { isoTime } from '../../emulator/clock.ts'
import type { WebhookVendor } from '../../emulator/webhooks.ts'
import type { StateFile } from '../../runtime/state-file.ts'
import type { Auth0State } from './state.ts'
import { managedUser } from './user.ts'

const tenant = 'local'

/** Events as an event stream of Auth0 sends them to a webhook: in the form of CloudEvents, with the
 * stream's token, unsigned (auth0.com/docs/customize/events). Log streams are not emulated. */
export function auth0Webhooks(state: StateFile<Auth0State>, token: string): WebhookVendor {
  return {
    describe(event, account, at) {
      const id = `evt_${randomBytes(8).toString('hex')}`
      const type = `user.${event}`
      const body = {
        specversion: '1.0',
        type,
        source: `urn:auth0:${tenant}.localhost`,
        id,
        time: isoTime(at),
        data: { object: managedUser(state, account) },
        a0tenant: tenant,
        a0stream: 'est_local',
      }
      return { id, type, body: JSON.stringify(body) }
    },
    sign: () => ({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    }),
  }
}
