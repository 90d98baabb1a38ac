import { startAnother } from './another-app.ts'
import { ask } from './ask.ts'
import { routes } from './routes.ts'
import { cookieHeader, givenSession, goodSession } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

test('as long as a variable is missing, every address answers that the app is not ready', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const { [provider.secret.name]: _, ...withoutSecret } = stage.env
  const app = await startAnother('start', withoutSecret)
  try {
    for (const headers of [{}, { cookie: cookieHeader(good) }]) {
      for (const route of routes) {
        const answer = await ask(`${app.url}${route}`, { headers })
        // A health check has to see it.
        expect(answer.status, route).toBe(503)
        expect(answer.body, route).toContain('This app is not ready yet')
        expect(answer.body, route).not.toContain(email)
        expect(givenSession(answer), route).toEqual([])
      }
    }
  } finally {
    await app.stop()
  }
})
