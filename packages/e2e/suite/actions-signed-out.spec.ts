import { actionId, call, forms, own, post, returned, rightFields, withTodos } from './actions.ts'
import { expectAnswer, toSignIn } from './routes.ts'
import { rowsOf } from './services.ts'
import { garbage } from './session.ts'
import { expect, test } from './test.ts'

test('without a session no action does anything', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  for (const session of [undefined, {}, garbage(good)]) {
    for (const [name, form] of rightFields(id, user)) {
      const answer = await call(actionId(name), { form }, session)
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
      expectAnswer(what, answer, toSignIn)
      expect(answer.body, what).not.toContain(id)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})
