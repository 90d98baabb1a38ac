import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { listen } from './listen.ts'

/** A webhook as the provider sent it. */
export interface Webhook {
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * Takes the provider's webhooks in the app's place: a test delivers them itself, when and as often as
 * it likes. `GET` lists them, the oldest first.
 */
export async function recordWebhooks() {
  const webhooks: Webhook[] = []
  const server = createServer(async (incoming, response) => {
    if (incoming.method === 'GET') return response.end(JSON.stringify(webhooks))
    // Of the connection's own headers none is signed.
    const kept = /^(authorization|content-type|svix-\w+|workos-signature)$/
    const headers = Object.entries(incoming.headers).filter(([name]) => kept.test(name))
    webhooks.push({
      headers: Object.fromEntries(headers) as Webhook['headers'],
      body: await text(incoming),
    })
    response.writeHead(204).end()
  })
  return { url: await listen(server), close: () => server.close() }
}

/** Signs a webhook anew, as Svix does. */
export function signBySvix({ headers, body }: Webhook, at: number, secret = ''): Webhook {
  const seconds = `${Math.floor(at / 1000)}`
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${headers['svix-id']}.${seconds}.${body}`
  const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  return { headers: { ...headers, 'svix-timestamp': seconds, 'svix-signature': signature }, body }
}
