import { listen } from '../../../src/runtime/listen.ts'
import { freePort } from '../client.ts'
import type { Received } from './target.ts'

/** An app that takes webhooks, and answers with these statuses first; with no more of them, 200. Null
 * is no answer until the connection ends. */
export async function startReceiver(...answers: readonly (number | null)[]) {
  const received: Received[] = []
  const left = [...answers]
  const url = `http://127.0.0.1:${await freePort()}`
  const { close } = await listen(
    {
      async fetch(request) {
        received.push({ headers: new Headers(request.headers), body: await request.text() })
        const status = left.length > 0 ? left.shift() : 200
        if (status === null) return new Promise<never>(() => undefined)
        const headers = { location: `${url}/elsewhere` }
        return new Response(null, { status: status ?? 200, headers })
      },
    },
    url,
  )
  return { url: `${url}/api/webhooks`, received, close }
}
