import { createHmac, randomBytes } from 'node:crypto'
import { numericDate } from './clock.ts'
import type { WebhookVendor } from './webhooks.ts'

/** A signing secret in Svix's form. */
export const createSvixSecret = () => `whsec_${randomBytes(24).toString('base64')}`

/** Signs as Svix does, for vendors that send by it (docs.svix.com/receiving/verifying-payloads). */
export function signBySvix(secret: string): WebhookVendor['sign'] {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return ({ id, body }, at) => {
    const timestamp = numericDate(at)
    const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`)
    return {
      headers: {
        'content-type': 'application/json',
        'svix-id': id,
        'svix-timestamp': `${timestamp}`,
        'svix-signature': `v1,${hmac.digest('base64')}`,
      },
    }
  }
}
