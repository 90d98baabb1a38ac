import { call, componentActionIds, returned } from './actions.ts'
import { ask } from './ask.ts'
import { foreignOrigins } from './own-todos.ts'
import { cookieHeader, goodSession } from './session.ts'
import { expect, test } from './test.ts'

test('a call from a page of another site does not sign the user out', async ({ context }) => {
  const { email, good: session } = await goodSession(context)
  for (const origin of foreignOrigins) {
    for (const [file, id] of Object.entries(componentActionIds)) {
      const answer = await call(id, { args: [] }, { session, headers: { origin } })
      expect(answer, `${file} from ${origin}`).toMatchObject({ status: 500, cookies: [] })
      expect(answer.body).not.toContain(email)
    }
  }
  const after = await ask('/todos', { headers: { cookie: cookieHeader(session) } })
  expect(after.status).toBe(200)
  expect(after.body).toContain(email)
})

test('the development panel’s proof is refused in production, signed in or not', async ({
  context,
}) => {
  const { good } = await goodSession(context)
  for (const session of [{}, good]) {
    const answer = await call(
      componentActionIds['app/todos/page.tsx'] ?? '',
      { args: [] },
      { session },
    )
    expect(returned(answer)?.ok).not.toBe(true)
    expect(answer.body).not.toMatch(/sub|authenticated|eyJ/)
    if (session === good) expect(returned(answer)).toMatchObject({ code: 'forbidden' })
  }
})
