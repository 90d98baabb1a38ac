import { Client } from 'stytch'
import { vi } from 'vitest'
import type { ForApp } from '../client.ts'

/** The SDK with the variables of an example. */
export function sdk({ env }: Pick<ForApp, 'env'>, secret = `${env.STYTCH_SECRET}`): Client {
  // It says that an address of one's own should be https; there is no other way to a port.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  try {
    return new Client({
      project_id: `${env.STYTCH_PROJECT_ID}`,
      secret,
      env: `${env.NEXT_PUBLIC_STYTCH_API_URL}/`,
    })
  } finally {
    warn.mockRestore()
  }
}
