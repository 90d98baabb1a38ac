import 'server-only'
import { createHash } from 'node:crypto'
import * as provider from '@/account/provider'
import { providerName } from '@/auth/session'
import { logCause } from '@/lib/log'

/** Milliseconds to wait for the provider. Some SDKs would wait for minutes. */
const PATIENCE = 8_000

/** A user as the log may name them. */
export const hashOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 12)

/** Deletes a user at the provider. True once they are gone, also if they were before. */
export async function deleteUser(id: string): Promise<boolean> {
  try {
    await Promise.race([provider.deleteUser(id), late()])
    return true
  } catch (error) {
    // SDKs have the status under one of these names. Their messages can quote an answer.
    const { name, status_code, status = status_code } = Object(error)
    if (status === 404) return true
    logCause(`${providerName} did not delete a user.`, { user: hashOf(id), status, error: name })
    return false
  }
}

const late = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new DOMException('', 'TimeoutError')), PATIENCE).unref()
  })
