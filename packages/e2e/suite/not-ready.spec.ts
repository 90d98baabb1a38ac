import { request } from 'node:http'
import { startAnother } from './another-app.ts'
import { ask } from './ask.ts'
import { routes } from './routes.ts'
import { cookieHeader, givenSession, goodSession } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

const { [provider.secret.name]: _, ...withoutSecret } = stage.env

test('while a variable is missing, every address answers that the app is not ready', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const app = await startAnother('start', withoutSecret)
  try {
    for (const headers of [
      {},
      { cookie: cookieHeader(good) },
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.example' },
    ]) {
      for (const route of routes) {
        const answer = await ask(`${app.url}${route}`, { headers })
        // A health check has to see it.
        expect(answer.status, route).toBe(503)
        expect(answer.body, route).toContain('This app isn’t ready yet')
        expect(answer.body, route).not.toContain(email)
        expect(givenSession(answer), route).toEqual([])
      }
    }
  } finally {
    await app.stop()
  }
})

test('an app that listens on 127.0.0.1 alone answers that it is not ready, too', async () => {
  const app = await startAnother('start', withoutSecret, '127.0.0.1')
  try {
    for (const headers of [{}, { 'x-forwarded-proto': 'https' }, { host: 'app.example' }]) {
      expect(await statusOf(`${app.url}/todos`, headers), JSON.stringify(headers)).toBe(503)
    }
  } finally {
    await app.stop()
  }
})

/** The status of an answer; `fetch` would not send another `Host`. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers, signal: AbortSignal.timeout(15_000) }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode))
    })
      .once('error', reject)
      .end()
  })
}
