import {
  actionId,
  actionIds,
  call,
  componentActionIds,
  packageActionIds,
  returned,
} from './actions.ts'
import { rowsOf } from './database.ts'
import { foreignOrigins, rightArguments, withTodos } from './own-todos.ts'
import { goodSession } from './session.ts'
import { addTodo, expect, signIn, stored, test } from './test.ts'

const now = '2026-01-01T00:00:00.000Z'

test('the page calls the actions by the ids that the build gave them', async ({ page }) => {
  const ids: string[] = []
  page.on('request', (request) => ids.push(request.headers()['next-action'] ?? ''))
  await signIn(page)
  await addTodo(page, 'milk')
  await stored(page, () => page.getByRole('checkbox', { name: 'milk' }).click())
  expect(ids).toContain(actionId('create'))
  expect(ids).toContain(actionId('update'))
})

test('every action of the app is among those that are called by hand', () => {
  const tried = [
    ...Object.keys(rightArguments('')).map((name) => actionId(name)),
    ...Object.values(componentActionIds),
    ...Object.values(packageActionIds),
  ]
  expect(tried.sort()).toEqual(Object.values(actionIds).sort())
})

test('with another person’s session an action does nothing to what is not theirs', async ({
  context,
  browser,
}) => {
  const { email, rows, id } = await withTodos(context)
  const other = await browser.newContext()
  const { email: otherEmail, good: session } = await goodSession(other)
  const answers: Record<string, unknown> = {
    create: { ok: false, code: 'conflict' },
    update: { ok: false, code: 'not_found' },
    remove: { ok: false, code: 'not_found' },
    restore: { ok: false, code: 'conflict' },
    list: { ok: true },
    clearDone: { ok: true },
  }
  for (const [name, args] of Object.entries(rightArguments(id))) {
    const answer = await call(actionId(name), { args }, { session })
    expect(returned(answer), name).toMatchObject({ ...Object(answers[name]) })
    expect(answer.body, name).not.toContain(id)
  }
  const renamed = [{ id, title: 'taken over', from: 'open' }]
  const answer = await call(actionId('update'), { args: renamed }, { session })
  expect(returned(answer)).toMatchObject({ ok: false, code: 'not_found' })
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
  await other.close()
})

test('arguments of another kind are refused, and nothing changes', async ({ context }) => {
  const { email, good: session, rows, id } = await withTodos(context)
  const strange: readonly unknown[] = [
    null,
    true,
    42,
    'text',
    [],
    [id],
    {},
    { id: 42 },
    { id: [id] },
    { id: { eq: id } },
    { id: `${id},is_complete.eq.true` },
    { id, title: 42, from: 'open' },
    { id, title: { toString: 'x' } },
    { id, title: '', is_complete: true, created_at: now },
    { id, title: 'x', is_complete: 'yes', created_at: now },
    { id, title: 'x', is_complete: true, created_at: 'today' },
    { id, title: 'x', is_complete: true, created_at: now, user_id: 'somebody' },
    { id, title: 'x', user_id: 'somebody' },
    { id, is_complete: true, user_id: 'somebody' },
    { id, title: 'x'.repeat(100_000) },
    { filter: 'everybody' },
    { filter: 'all', after: { created_at: `${now},id.neq.${crypto.randomUUID()}`, id } },
    { filter: 'all', limit: 1_000_000 },
    { constructor: { prototype: { id } } },
  ]
  for (const name of ['list', 'create', 'update', 'remove', 'restore']) {
    for (const args of [[], ...strange.map((one) => [one])]) {
      const answer = await call(actionId(name), { args }, { session })
      const what = `${name} ${JSON.stringify(args).slice(0, 100)}`
      expect(answer.status, what).toBe(200)
      expect(returned(answer), what).toMatchObject({ ok: false, code: 'invalid' })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a call from a page of somebody else’s is refused, and nothing changes', async ({
  context,
}) => {
  const { email, good: session, rows, id } = await withTodos(context)
  for (const origin of foreignOrigins) {
    for (const [name, args] of Object.entries(rightArguments(id))) {
      const answer = await call(actionId(name), { args }, { session, headers: { origin } })
      expect(answer.status, `${name} from ${origin}`).toBe(500)
      expect(returned(answer), `${name} from ${origin}`).toBeUndefined()
      expect(answer.body).not.toContain(id)
      expect(answer.body).not.toContain(email)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('what is no call at all changes nothing and tells nothing', async ({ context }) => {
  const { email, good: session } = await withTodos(context)
  const bodies = ['', '{', 'null', '["$K1"]', '["$F1"]', '["$Q1"]', '["$T"]', '[[[[', '\u0000']
  for (const body of bodies) {
    for (const id of [actionId('clearDone'), actionId('create'), '0'.repeat(42), '../../etc', '']) {
      const answer = await call(id, { body }, { session })
      expect(answer.body, body).not.toMatch(/node_modules|\bat .*\.js:\d+/)
    }
  }
  expect((await rowsOf(email)).filter((row) => row.title === 'open')).toHaveLength(1)
})
