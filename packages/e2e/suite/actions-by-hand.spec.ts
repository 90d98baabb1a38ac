import {
  actionId,
  actionIds,
  type Call,
  call,
  componentActionIds,
  packageActionIds,
  returned,
} from './actions.ts'
import { rowsOf, userId } from './database.ts'
import { foreignOrigins, rightFields, withTodos } from './own-todos.ts'
import { goodSession } from './session.ts'
import { addTodo, expect, signIn, stored, test } from './test.ts'

test('the page calls the actions by the ids that the build gave them', async ({ page }) => {
  const ids: string[] = []
  page.on('request', (request) => ids.push(request.headers()['next-action'] ?? ''))
  await signIn(page)
  await addTodo(page, 'milk')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  expect(ids).toContain(actionId('createTodo'))
  expect(ids).toContain(actionId('updateTodo'))
})

test('every action of the app is among those that are called by hand', () => {
  const tried = [
    ...Object.keys(rightFields('', '')).map((name) => actionId(name)),
    ...Object.values(componentActionIds),
    ...Object.values(packageActionIds),
  ]
  expect(tried.sort()).toEqual(Object.values(actionIds).sort())
})

test('with another user’s session an action does nothing to rows of others', async ({
  context,
  browser,
}) => {
  const { email, rows, id } = await withTodos(context)
  const other = await browser.newContext()
  const { email: otherEmail, good: session } = await goodSession(other)
  const expected: Record<string, unknown> = {
    createTodo: { ok: false, code: 'conflict' },
    updateTodo: { ok: false, code: 'not_found' },
    deleteTodo: { ok: false, code: 'not_found' },
    restoreTodo: { ok: false, code: 'conflict' },
    deleteDone: { ok: true },
  }
  const otherId = await userId(otherEmail)
  for (const [name, form] of Object.entries(rightFields(id, otherId))) {
    const answer = await call(actionId(name), { form }, { session })
    expect(returned(answer), name).toMatchObject({ ...Object(expected[name]) })
    expect(answer.body.replaceAll(JSON.stringify(form.id), ''), name).not.toContain('"open"')
  }
  const form = { expectedUserId: otherId, id, title: 'taken over' }
  const answer = await call(actionId('updateTodo'), { form }, { session })
  expect(returned(answer)).toMatchObject({ ok: false, code: 'not_found' })
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
  await other.close()
})

test('a page that was rendered for another user writes nothing', async ({ context, browser }) => {
  const { email, rows, id, user } = await withTodos(context)
  const other = await browser.newContext()
  const { email: otherEmail, good: session } = await goodSession(other)
  for (const expectedUserId of [user, '', `${await userId(otherEmail)} `]) {
    for (const [name, fields] of Object.entries(rightFields(id, expectedUserId))) {
      const answer = await call(actionId(name), { form: fields }, { session })
      expect(returned(answer), name).toMatchObject({ ok: false, code: 'user_changed' })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
  await other.close()
})

test('forms with strange fields are refused, and nothing changes', async ({ context }) => {
  const { email, good: session, rows, id, user: expectedUserId } = await withTodos(context)
  const now = '2026-01-01T00:00:00.000Z'
  const whole = { id, title: 'x', is_complete: 'true', created_at: now }
  const strange: readonly Readonly<Record<string, string>>[] = [
    {},
    { id: '42' },
    { id: '' },
    { id: `${id},is_complete.eq.true` },
    { id, title: '' },
    { id, title: '\u200b' },
    { id, title: '\u0085' },
    { id, title: 'a\u0000b' },
    { id, title: 'x'.repeat(201) },
    { id, is_complete: 'yes' },
    { id, title: 'x', user_id: 'another' },
    { ...whole, title: '' },
    { ...whole, is_complete: '1' },
    { ...whole, created_at: 'today' },
    { ...whole, created_at: '0001-01-01T00:00:00+14:00' },
    { ...whole, created_at: '9999-12-31T23:59:59-14:00' },
    { ...whole, created_at: '9999-12-31T00:00:00Z' },
    { ...whole, created_at: '-infinity' },
    { ...whole, user_id: 'another' },
  ]
  for (const name of ['createTodo', 'updateTodo', 'deleteTodo', 'restoreTodo']) {
    for (const fields of strange) {
      // What one action refuses may be a good form of another.
      if (isGood(name, fields)) continue
      const form = { expectedUserId, ...fields }
      const answer = await call(actionId(name), { form }, { session })
      const what = `${name} ${JSON.stringify(fields).slice(0, 100)}`
      expect(answer.status, what).toBe(200)
      expect(returned(answer), what).toMatchObject({ ok: false, code: 'invalid' })
    }
  }
  const answer = await call(actionId('deleteDone'), { form: { expectedUserId, id } }, { session })
  expect(returned(answer)).toMatchObject({ ok: false, code: 'invalid' })
  expect(await rowsOf(email)).toEqual(rows)
})

/** True for the one strange form that names a row and no field, which changes nothing. */
const isGood = (name: string, fields: Readonly<Record<string, string>>) =>
  name === 'updateTodo' && Object.keys(fields).join() === 'id'

test('calls without a form are refused, and nothing changes', async ({ context }) => {
  const { email, good: session, rows, id, user } = await withTodos(context)
  const strange: readonly unknown[] = [
    null,
    true,
    42,
    'text',
    [],
    [id],
    {},
    { id, expectedUserId: user },
    { id: { eq: id } },
    { filter: 'all', limit: 1_000_000 },
    { constructor: { prototype: { id } } },
  ]
  for (const name of Object.keys(rightFields('', ''))) {
    for (const args of [[], ...strange.map((one) => [null, one]), [{ id, expectedUserId: user }]]) {
      const answer = await call(actionId(name), { args }, { session })
      const what = `${name} ${JSON.stringify(args).slice(0, 100)}`
      expect(answer.status, what).toBe(200)
      expect(returned(answer), what).toMatchObject({ ok: false })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a refusal is a sentence, without anything of the caller’s own keys', async ({ context }) => {
  const { good: session, id, user: expectedUserId } = await withTodos(context)
  const mine = `mine${'x'.repeat(2_000)}`
  for (const name of Object.keys(rightFields('', ''))) {
    const form = { ...rightFields(id, expectedUserId)[name], [mine]: mine, title: 'y'.repeat(250) }
    const answer = await call(actionId(name), { form }, { session })
    const { message = '' } = (returned(answer) ?? {}) as { message?: string }
    expect(message, name).toMatch(/^[A-Z][\w’', ]{5,100}\.$/)
    // The title comes back, for a form without JavaScript; nothing that the form does not have.
    expect(answer.body.length, name).toBeLessThan(mine.length)
  }
})

test('a form of more than 16 kB is refused before it is read', async ({ context }) => {
  const { email, good: session, rows, id, user: expectedUserId } = await withTodos(context)
  const large: readonly Call[] = [
    { form: { expectedUserId, id, title: 'x', more: 'x'.repeat(20_000) } },
    { body: JSON.stringify(Array(20_000).fill('$0')) },
  ]
  for (const what of large) {
    const answer = await call(actionId('createTodo'), what, { session })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(returned(answer)).toBeUndefined()
    expect(answer.body).not.toMatch(/node_modules|xxxx/)
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a title of 195 code points in emoji passes the limit', async ({ context }) => {
  const { email, good: session, user: expectedUserId } = await withTodos(context)
  const title = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(39)
  const form = { expectedUserId, id: crypto.randomUUID(), title }
  expect(returned(await call(actionId('createTodo'), { form }, { session }))).toMatchObject({
    ok: true,
  })
  expect((await rowsOf(email)).map((row) => row.title)).toContain(title)
})

test('a call from a page of another site is refused, and nothing changes', async ({ context }) => {
  const { email, good: session, rows, id, user } = await withTodos(context)
  for (const origin of foreignOrigins) {
    for (const [name, form] of Object.entries(rightFields(id, user))) {
      const answer = await call(actionId(name), { form }, { session, headers: { origin } })
      expect(answer.status, `${name} from ${origin}`).toBe(500)
      expect(returned(answer), `${name} from ${origin}`).toBeUndefined()
      expect(answer.body).not.toContain(id)
      expect(answer.body).not.toContain(email)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a body that is not a call changes nothing and tells nothing', async ({ context }) => {
  const { email, good: session, rows } = await withTodos(context)
  const bodies = ['', '{', 'null', '["$K1"]', '["$F1"]', '["$Q1"]', '["$T"]', '[[[[', '\u0000']
  for (const body of bodies) {
    for (const id of [
      actionId('deleteDone'),
      actionId('createTodo'),
      '0'.repeat(42),
      '../../etc',
      '',
    ]) {
      const answer = await call(id, { body }, { session })
      expect(answer.body, body).not.toMatch(/node_modules|\bat .*\.js:\d+/)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})
