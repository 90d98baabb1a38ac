import { request } from 'node:http'
import { withApp } from './app.ts'
import { routes } from './routes.ts'
import { ask, cookieHeader, givenSession, goodSession } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

const { [provider.secret.name]: _, ...env } = stage.env

/** They tell no more than that, and not on a page. */
const healthChecks: Readonly<Record<string, string>> = {
  '/api/health': '{"status":"ok"}',
  '/api/health/ready': '{"status":"misconfigured"}',
}

test('while a variable is missing, every address answers that', async ({ context }) => {
  const { email, good } = await goodSession(context)
  await withApp('start', { env }, async ({ url }) => {
    for (const headers of [
      {},
      { cookie: cookieHeader(good) },
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.example' },
    ]) {
      for (const route of routes) {
        const answer = await ask(`${url}${route}`, { headers })
        expect(answer.status, route).toBe(route === '/api/health' ? 200 : 503)
        const shows = healthChecks[route]
        if (shows === undefined) expect(answer.body, route).toContain('This app isn’t ready yet')
        else expect(answer.body, route).toBe(shows)
        expect(answer.body, route).not.toContain(email)
        expect(givenSession(answer), route).toEqual([])
      }
    }
  })
})

test('an app that listens on 127.0.0.1 alone answers that it is not ready, too', async () => {
  await withApp('start', { env, hostname: '127.0.0.1' }, async ({ url }) => {
    for (const headers of [{}, { 'x-forwarded-proto': 'https' }, { host: 'app.example' }]) {
      expect(await statusOf(`${url}/todos`, headers), JSON.stringify(headers)).toBe(503)
    }
  })
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
