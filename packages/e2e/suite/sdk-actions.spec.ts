import { call, packageActionIds } from './actions.ts'
import { ask } from './ask.ts'
import { foreignOrigins } from './own-todos.ts'
import { expectAnswer } from './routes.ts'
import { cookieHeader, garbage, goodSession, session } from './session.ts'
import { expect, stage, test } from './test.ts'

const actions = Object.entries(session.sdkActions).map(([name, action]) => ({
  name,
  id: packageActionIds[name] ?? '',
  ...action,
}))

test('the build has no action of a package but those that are called by hand here', () => {
  expect(Object.keys(packageActionIds).sort()).toEqual(Object.keys(session.sdkActions).sort())
})

test('without a session no action of the SDK knows a user or gives a session', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  for (const cookies of [undefined, {}, garbage(good)]) {
    for (const { name, id, args, signedOut } of actions) {
      const answer = await call(id, { args }, cookies ? { session: cookies } : {})
      expectAnswer(name, answer, signedOut(stage))
      expect(answer.body, name).not.toContain(email)
    }
  }
})

test('no page of another site can call an action of the SDK, and the session goes on', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  for (const origin of foreignOrigins) {
    for (const { name, id, args } of actions) {
      const answer = await call(id, { args }, { session: good, headers: { origin } })
      expect(answer, `${name} from ${origin}`).toMatchObject({
        status: 500,
        location: '',
        cookies: [],
      })
      expect(answer.body, name).not.toContain(email)
    }
  }
  const after = await ask('/todos', { headers: { cookie: cookieHeader(good) } })
  expect(after.status).toBe(200)
  expect(after.body).toContain(email)
})

test('with a session an action of the SDK gives no token away and leads nowhere that the provider does not allow', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  const tokens = Object.values(await session.tokens(good, stage))
  for (const { name, id, args, signedIn } of actions) {
    if (!signedIn) continue
    const answer = await call(id, { args }, { session: good, headers: { origin: stage.appUrl } })
    const { status, location = '', shows = '' } = signedIn(stage)
    expect(answer.status, name).toBe(status)
    expect(answer.body, name).toContain(shows)
    for (const token of tokens) expect(answer.body, name).not.toContain(token)
    expect(answer.location.slice(0, location.length || undefined), name).toBe(location)
    if (!location) continue
    const end = await fetch(answer.location, { redirect: 'manual' })
    expect(end.status, `${name}, at the provider`).toBe(400)
  }
})
