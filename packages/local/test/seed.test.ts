import { randomUUID } from 'node:crypto'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { describe, expect, test } from 'vitest'
import { createEmulator, type Seed } from '../src/index.ts'
import { writeRows } from '../src/insforge/rows.ts'
import { checkSeed, readSeed } from '../src/seed.ts'
import { perFile } from './per.ts'
import { migrationsDir, providerOf } from './runtime/fixture.ts'
import { tempFolder } from './temp.ts'

const ann = {
  id: 'user_01K00000000000000000000ANN',
  email: 'ann@example.com',
  password: 'a password',
}
const bob = { email: 'Bob@example.com', firstName: 'Bob' }
const seed: Seed = {
  users: [ann, bob],
  rows: {
    todos: [
      { user_id: 'ann@example.com', title: 'milk', created_at: '2026-01-01T00:00:00+00:00' },
      { user_id: 'bob@example.com', title: 'bread', is_complete: true },
      // By its id, a row is written with the API key.
      { user_id: ann.id, title: 'tea' },
    ],
    plans: [{ user_id: ann.id, name: 'free' }],
  },
}

/** What users may not write themselves. */
const plans = `create table public.plans (user_id text, name text);
  alter table public.plans enable row level security;
  -- Ü takes two bytes.
  insert into public.plans (name) values ('built in');
  insert into public.plans (name) select name || ' too' from public.plans`

const app = perFile(
  () => {
    const folder = tempFolder()
    cpSync(migrationsDir, join(folder.path, 'migrations'), { recursive: true })
    writeFileSync(join(folder.path, 'migrations/99999999999999_plans.sql'), plans)
    return folder
  },
  ({ remove }) => remove(),
)
const emulator = perFile(
  () => createEmulator({ provider: 'workos', seed, appDir: app.path }),
  ({ close }) => close(),
)

async function ask(
  url: string,
  { body, token }: { body?: object; token?: string | undefined } = {},
) {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, json: answer.status === 201 ? {} : Object(await answer.json()) }
}

const users = async () => {
  const { json } = await ask(`${emulator.url}/_emulate/users`)
  return json.users as { id: string; email: string; first_name: string | null }[]
}

/** Titles with the email of their owner, as each user sees them. */
async function todosOf(id: string): Promise<string[]> {
  const { INSFORGE_URL, INSFORGE_JWT_SECRET = '' } = emulator.env
  const claims = { sub: id, role: 'authenticated', aud: 'insforge-api' }
  const token = jwt.sign(claims, INSFORGE_JWT_SECRET, { expiresIn: 300 })
  const { json } = await ask(`${INSFORGE_URL}/api/database/records/todos?order=title`, { token })
  return json.map(({ title }: { title: string }) => title)
}

const allPlans = async () => {
  const url = `${emulator.env.INSFORGE_URL}/api/database/records/plans?order=name`
  const { json } = await ask(url, { token: emulator.env.INSFORGE_API_KEY })
  return json.map(({ name }: { name: string }) => name)
}

const insert = (title: string) =>
  ask(`${emulator.env.INSFORGE_URL}/api/database/records/todos`, {
    token: emulator.env.INSFORGE_API_KEY,
    body: [{ title, user_id: 'someone' }],
  })

describe('a seed', () => {
  test('is there at the start: users with the ids that it gives, and rows that are theirs', async () => {
    const [first, second] = await users()
    expect(first).toMatchObject({ id: ann.id, email: ann.email })
    expect(second).toMatchObject({ email: 'bob@example.com', first_name: 'Bob' })
    expect(await todosOf(ann.id)).toEqual(['milk', 'tea'])
    expect(await todosOf(second?.id ?? '')).toEqual(['bread'])
  })

  test('is what a reset goes back to, with the same ids, the same secrets and no sessions', async () => {
    const before = await users()
    expect(await allPlans()).toEqual(['built in', 'built in too', 'free'])
    await ask(`${emulator.url}/_emulate/users`, { body: { email: 'eve@example.com' } })
    expect((await insert('later')).status).toBe(201)
    await ask(`${emulator.url}/_emulate/settings`, { body: { accessTokenSeconds: 1 } })
    await ask(`${emulator.url}/_emulate/faults`, { body: { status: 500 } })

    await Promise.all([emulator.reset(), emulator.reset()])
    const after = await users()
    expect(after.map(({ id, email }) => [id, email])).toEqual(
      before.map(({ id, email }) => [id, email]),
    )
    expect(await todosOf('someone')).toEqual([])
    expect(await allPlans()).toEqual(['built in', 'built in too', 'free'])
    expect(await todosOf(ann.id)).toEqual(['milk', 'tea'])
    const { json } = await ask(`${emulator.url}/_emulate/settings`)
    expect(json.accessTokenSeconds).toBe(300)
    expect((await ask(`${emulator.url}/_emulate/faults`)).json).toEqual({ faults: [] })
  })
})

test('a row that its owner may not write ends the start, and is named', async () => {
  const rows = { plans: [{ name: 'free' }, { name: 'pro', user_id: ann.email }] }
  const starting = createEmulator({ provider: 'workos', seed: { ...seed, rows }, appDir: app.path })
  await expect(starting).rejects.toThrow(
    'The seed was refused: rows.plans.1: new row violates row-level security',
  )
})

test('a row of a user who is not in the seed is named, and nothing is asked', async () => {
  const nowhere = { gatewayUrl: '', databaseUrl: '', jwtSecret: '', apiKey: '' }
  const rows = { plans: [{ name: 'pro', user_id: 'eve@example.com' }] }
  await expect(writeRows(nowhere, rows, [])).rejects.toThrow(
    'rows.plans.0.user_id: no user of the seed has this email',
  )
})

test.each([
  [{ user: [] }, 'Unrecognized key: "user"'],
  [{ users: [{ email: 'ann' }] }, 'users.0.email: is not an e-mail address'],
  [{ users: [{ email: 'a@b', name: 'Ann' }] }, 'users.0: Unrecognized key: "name"'],
  [{ users: [{ email: 'a@b', password: 'short' }] }, /^users\.0\.password: Too small/],
  [{ users: [{ ...ann, id: randomUUID() }] }, 'users.0.id: is not an id of WorkOS'],
  [{ users: [ann, { ...ann, email: 'c@d' }] }, 'users.1.id: is another user’s'],
  [{ users: [ann, { email: 'ANN@example.com' }] }, 'users.1.email: is another user’s'],
  [{ rows: { todos: {} } }, /^rows\.todos: Invalid input/],
  [{ rows: { todos: [1] } }, /^rows\.todos\.0: Invalid input/],
  ['[]', /^Invalid input/],
])('a wrong field is named by its path: %j', (wrong, message) => {
  expect(() => checkSeed(wrong, providerOf('workos'))).toThrow(message)
})

test.each([
  ['{ "users": [{ "email": "ann" }] }', 'users.0.email: is not an e-mail address'],
  ['{ "users": ', 'Unexpected end of JSON input'],
])('and by its file: %s', (text, message) => {
  const path = join(app.path, 'seed.json')
  writeFileSync(path, text)
  expect(() => readSeed(path, providerOf('workos'))).toThrow(`${path}: ${message}`)
})
