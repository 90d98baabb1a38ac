import { actionId, call, returned } from './actions.ts'
import { rowsOf } from './database.ts'
import { forms, own, post } from './forms.ts'
import { rightFields, withTodos } from './own-todos.ts'
import { expectAnswer } from './routes.ts'
import { garbage } from './session.ts'
import { expect, provider, test } from './test.ts'

test('without a session no action does anything', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  for (const session of [undefined, {}, garbage(good)]) {
    for (const [name, form] of Object.entries(rightFields(id, user))) {
      const answer = await call(actionId(name), { form }, session === undefined ? {} : { session })
      expect(answer.status, name).toBe(200)
      expect(returned(answer), name).toMatchObject({ ok: false, code: 'unauthenticated' })
      expect(answer.body, name).not.toContain('open')
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a form without a session leads to the sign-in, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  for (const session of [undefined, {}, garbage(good)]) {
    for (const [what, fields] of forms(id, user)) {
      const answer = await post(fields, own, session)
      expectAnswer(what, answer, { status: 307, location: provider.signInPath('/todos') })
      expect(answer.body, what).not.toContain(id)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})
