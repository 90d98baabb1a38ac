import type { Pool } from 'pg'
import { InsForgeError } from '../insforge-error.ts'
import { type Credentials, identifyCaller } from './caller.ts'
import type { Exchange } from './exchange.ts'

/** Makes the handlers of InsForge's own sessions, of which there are none here: users come from the
 * auth provider. They answer as InsForge does to somebody whom it does not know. */
export function sessionRoutes(credentials: Credentials, pool: Pool) {
  return {
    async refresh(): Promise<never> {
      throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'No refresh token provided')
    },

    async current({ request }: Exchange): Promise<never> {
      const caller = identifyCaller(request.headers, credentials)
      if (caller.role !== 'authenticated') {
        throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not authenticated')
      }
      // InsForge looks the user up by uuid, which a provider's id is not: 500.
      await pool.query('select $1::uuid', [caller.sub])
      throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not found')
    },
  }
}
