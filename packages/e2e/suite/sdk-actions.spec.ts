import { fetchAlone } from '../src/fetch.ts'
import { call, foreignOrigins, own, packageActionIds } from './actions.ts'
import { expectAnswer } from './routes.ts'
import { expectSignedIn, garbage, goodSession } from './session.ts'
import { expect, session, stage, test } from './test.ts'

const actions = Object.entries(session.sdkActions).map(([name, action]) => ({
  name,
  id: packageActionIds[name] ?? '',
  ...action,
}))

test('the build has no action of a package but those that are called by hand here', () => {
  expect(Object.keys(packageActionIds).sort()).toEqual(Object.keys(session.sdkActions).sort())
})

test('without a session no action of the SDK knows a user', async ({ context }) => {
  const { email, good } = await goodSession(context)
  for (const cookies of [undefined, {}, garbage(good)]) {
    for (const { name, id, args, signedOut } of actions) {
      const answer = await call(id, { args }, cookies)
      expectAnswer(name, answer, signedOut(stage))
      expect(answer.body, name).not.toContain(email)
    }
  }
})

test('no page of another site can call an action of the SDK', async ({ context }) => {
  const { email, good } = await goodSession(context)
  for (const origin of foreignOrigins) {
    for (const { name, id, args } of actions) {
      const answer = await call(id, { args }, good, { origin })
      const refusal = { status: 500, location: '', cookies: [] }
      expect(answer, `${name} from ${origin}`).toMatchObject(refusal)
      expect(answer.body, name).not.toContain(email)
    }
  }
  await expectSignedIn(good, email)
})

test('with a session an action of the SDK gives no token away', async ({ context }) => {
  const { good } = await goodSession(context)
  const tokens = Object.values(await session.tokens(good, stage))
  for (const { name, id, args, signedIn } of actions) {
    if (!signedIn) continue
    const answer = await call(id, { args }, good, own)
    const { status, location = '', shows = '' } = signedIn(stage)
    expect(answer.status, name).toBe(status)
    expect(answer.body, name).toContain(shows)
    for (const token of tokens) expect(answer.body, name).not.toContain(token)
    expect(answer.location.slice(0, location.length || undefined), name).toBe(location)
    if (!location) continue
    const end = await fetchAlone(answer.location, { redirect: 'manual' })
    expect(end.status, `${name} leads to where the provider allows it`).toBe(400)
  }
})
