import {
  actionId,
  actionIdIn,
  actionIds,
  actionNames,
  type Call,
  call,
  componentActionIds,
  type Fields,
  foreignOrigins,
  packageActionIds,
  returned,
  rightFields,
  withTodos,
} from './actions.ts'
import * as list from './list.ts'
import { rowsOf, titlesOf, userId } from './services.ts'
import { goodSession } from './session.ts'
import { expect, signIn, test } from './test.ts'

test('the page calls the actions by the ids that the build gave them', async ({ page }) => {
  const ids: string[] = []
  page.on('request', (request) => ids.push(request.headers()['next-action'] ?? ''))
  await signIn(page)
  await list.add(page, 'milk')
  await list.toggle(page, 'milk')
  expect(ids).toEqual(expect.arrayContaining(['createTodo', 'updateTodo'].map(actionId)))
})

test('every action of the app is among those that are called by hand', () => {
  const others = [...Object.values(componentActionIds), ...Object.values(packageActionIds)]
  // Called by account-forms.spec.ts.
  others.push(actionIdIn('account/actions.ts'))
  expect([...actionNames.map(actionId), ...others].sort()).toEqual([...actionIds].sort())
})

test('with another user’s session an action changes no rows', async ({ context, other }) => {
  const { email, rows, id } = await withTodos(context)
  const { email: otherEmail, good } = await goodSession(other.context())
  const expected: Record<string, Record<string, unknown>> = {
    createTodo: { ok: false, code: 'conflict' },
    updateTodo: { ok: false, code: 'not_found' },
    deleteTodo: { ok: false, code: 'not_found' },
    restoreTodo: { ok: false, code: 'conflict' },
    deleteDone: { ok: true },
  }
  const expectedUserId = await userId(otherEmail)
  const rename: [string, Fields] = ['updateTodo', { expectedUserId, id, title: 'taken over' }]
  for (const [name, form] of [...rightFields(id, expectedUserId), rename]) {
    const answer = await call(actionId(name), { form }, good)
    expect(returned(answer), name).toMatchObject(expected[name] ?? {})
    expect(answer.body.replaceAll(JSON.stringify(form.id), ''), name).not.toContain('"open"')
  }
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
})

test('a page that was rendered for another user writes nothing', async ({ context, other }) => {
  const { email, rows, id, user } = await withTodos(context)
  const { email: otherEmail, good } = await goodSession(other.context())
  for (const expectedUserId of [user, '', `${await userId(otherEmail)} `]) {
    for (const [name, form] of rightFields(id, expectedUserId)) {
      const answer = await call(actionId(name), { form }, good)
      expect(returned(answer), name).toMatchObject({ ok: false, code: 'user_changed' })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
})

test('forms with strange fields are refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user: expectedUserId } = await withTodos(context)
  const whole = { id, title: 'x', is_complete: 'true', created_at: '2026-01-01T00:00:00.000Z' }
  const strange: readonly Fields[] = [
    {},
    { id: '42' },
    { id: '' },
    { id: `${id},is_complete.eq.true` },
    ...['', '\u200b', '\u0085', 'a\u0000b', 'x'.repeat(201)].map((title) => ({ id, title })),
    { id, is_complete: 'yes' },
    { id, title: 'x', user_id: 'another' },
    { ...whole, title: '' },
    { ...whole, is_complete: '1' },
    ...[
      'today',
      '0001-01-01T00:00:00+14:00',
      '9999-12-31T23:59:59-14:00',
      '9999-12-31T00:00:00Z',
      '-infinity',
    ].map((created_at) => ({ ...whole, created_at })),
    { ...whole, user_id: 'another' },
  ]
  for (const name of actionNames) {
    for (const fields of name === 'deleteDone' ? [{ id }] : strange) {
      const form = { expectedUserId, ...fields }
      const answer = await call(actionId(name), { form }, good)
      const what = `${name} ${JSON.stringify(fields).slice(0, 100)}`
      expect(answer.status, what).toBe(200)
      expect(returned(answer), what).toMatchObject({ ok: false, code: 'invalid' })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('calls without a form are refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
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
  for (const name of actionNames) {
    for (const args of [[], ...strange.map((one) => [null, one]), [{ id, expectedUserId: user }]]) {
      const answer = await call(actionId(name), { args }, good)
      const what = `${name} ${JSON.stringify(args).slice(0, 100)}`
      expect(answer.status, what).toBe(200)
      expect(returned(answer), what).toMatchObject({ ok: false })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a refusal is a sentence, without anything of the caller’s own keys', async ({ context }) => {
  const { good, id, user } = await withTodos(context)
  const mine = `mine${'x'.repeat(2_000)}`
  for (const [name, fields] of rightFields(id, user)) {
    const form = { ...fields, [mine]: mine, title: 'y'.repeat(250) }
    const answer = await call(actionId(name), { form }, good)
    expect(returned(answer)?.message, name).toMatch(/^[A-Z][\w’', ]{5,100}\.$/)
    // The title comes back, for a form without JavaScript; nothing that the form does not have.
    expect(answer.body.length, name).toBeLessThan(mine.length)
  }
})

test('a form of more than 16 kB is refused before it is read', async ({ context }) => {
  const { email, good, rows, id, user: expectedUserId } = await withTodos(context)
  const large: readonly Call[] = [
    { form: { expectedUserId, id, title: 'x', more: 'x'.repeat(20_000) } },
    { body: JSON.stringify(Array(20_000).fill('$0')) },
  ]
  for (const what of large) {
    const answer = await call(actionId('createTodo'), what, good)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(returned(answer)).toBeUndefined()
    expect(answer.body).not.toMatch(/node_modules|xxxx/)
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a title of 195 code points in emoji passes the limit', async ({ context }) => {
  const { email, good, user: expectedUserId } = await withTodos(context)
  const title = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(39)
  const form = { expectedUserId, id: crypto.randomUUID(), title }
  const answer = await call(actionId('createTodo'), { form }, good)
  expect(returned(answer)).toMatchObject({ ok: true })
  expect(await titlesOf(email)).toContain(title)
})

test('a call from a page of another site is refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  for (const origin of foreignOrigins) {
    for (const [name, form] of rightFields(id, user)) {
      const answer = await call(actionId(name), { form }, good, { origin })
      expect(answer.status, `${name} from ${origin}`).toBe(500)
      expect(returned(answer), `${name} from ${origin}`).toBeUndefined()
      expect(answer.body).not.toContain(id)
      expect(answer.body).not.toContain(email)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a body that is not a call changes nothing and tells nothing', async ({ context }) => {
  const { email, good, rows } = await withTodos(context)
  const bodies = ['', '{', 'null', '["$K1"]', '["$F1"]', '["$Q1"]', '["$T"]', '[[[[', '\u0000']
  const own = ['deleteDone', 'createTodo'].map(actionId)
  for (const id of [...own, '0'.repeat(42), '../../etc', '']) {
    for (const body of bodies) {
      const answer = await call(id, { body }, good)
      expect(answer.body, body).not.toMatch(/node_modules|\bat .*\.js:\d+/)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})
