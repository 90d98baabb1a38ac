import { describe, expect, test } from 'vitest'
import { bearer, records, signToken } from '../client.ts'
import { type Caller, callers } from './callers.ts'
import { ada, adasRows, adasWords, isolationPerFile, seeded } from './fixture.ts'
import { type Operation, operations, secrets } from './operations.ts'

const instance = isolationPerFile()

const named = <T extends { name: string }>(list: readonly T[]) =>
  list.map((each) => [each.name, each] as const)

describe.each(named(callers))('through the gateway, %s', (_, caller) => {
  test.each(named(operations))('gets nothing of Ada’s by: %s', async (_, operation) => {
    const before = await seeded(instance)
    const { method, path, prefer, body } = operation
    const headers = { ...caller.headers(instance), ...(prefer && { prefer }) }
    const answer = await instance.send(method, path, headers, body)

    expect([answer.status, shown(answer.body)]).toEqual(expected(caller, operation))
    for (const secret of secrets) expect(JSON.stringify(answer.body)).not.toContain(secret)
    expect(await adasRows(instance.database)).toEqual(before)
  })
})

test('Ada herself gets her row: it is there to be got', async () => {
  await seeded(instance)
  const headers = bearer(signToken(instance.jwtSecret, { sub: ada }))
  const { body } = await instance.send('GET', `${records}/todos?select=title`, headers)
  expect(body).toEqual([{ title: adasWords }])
})

test('Bob is not told how many rows there are', async () => {
  await seeded(instance)
  const headers = { ...callers[0]?.headers(instance), prefer: 'count=exact' }
  const answer = await instance.send('GET', `${records}/todos?limit=1`, headers)
  expect(answer.headers.get('content-range')).toBe('0-0/1')
})

function expected({ is }: Caller, { status, answer, anonymous }: Operation): unknown {
  if (is === 'bob') return [status, answer]
  if (is !== 'anon') return is
  return anonymous === undefined ? [401, '42501'] : [200, anonymous]
}

/** Of a refusal by Postgres its code, everything else as it is. */
function shown(body: unknown): unknown {
  const { code } = Object(body) as { code?: unknown }
  return code ?? body
}
