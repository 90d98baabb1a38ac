import { call, componentActionIds, foreignOrigins, returned } from './actions.ts'
import { expectSignedIn, goodSession } from './session.ts'
import { expect, test } from './test.ts'

test('a call from a page of another site does not sign the user out', async ({ context }) => {
  const { email, good } = await goodSession(context)
  for (const origin of foreignOrigins) {
    for (const [file, id] of Object.entries(componentActionIds)) {
      const answer = await call(id, { args: [] }, good, { origin })
      expect(answer, `${file} from ${origin}`).toMatchObject({ status: 500, cookies: [] })
      expect(answer.body).not.toContain(email)
    }
  }
  await expectSignedIn(good, email)
})

test('the development panel’s proof is refused in production', async ({ context }) => {
  const { good } = await goodSession(context)
  const id = componentActionIds['app/todos/page.tsx'] ?? ''
  for (const session of [{}, good]) {
    const answer = await call(id, { args: [] }, session)
    expect(returned(answer)?.ok).not.toBe(true)
    expect(answer.body).not.toMatch(/sub|authenticated|eyJ/)
    if (session === good) expect(returned(answer)).toMatchObject({ code: 'forbidden' })
  }
})
