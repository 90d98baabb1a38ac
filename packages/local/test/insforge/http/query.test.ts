import { describe, expect, test } from 'vitest'
import { send } from '../client.ts'
import { postgrest } from '../recorded/answers.ts'
import { todos, userWith } from './fixture.ts'

const asUser = userWith('http|query', ['a', 'b', 'c', 'd+e f', '50%'])
const get = (query: string) => send('GET', `${todos}?${query}`, asUser())

describe('a key that is not a column, twice', () => {
  test.each([
    ['or', '(title.eq.a)', '(title.eq.b)'],
    ['and', '(title.eq.a)', '(title.gt.A)'],
    ['not.or', '(title.eq.a)', '(title.eq.b)'],
    ['select', 'id', 'title'],
    ['order', 'id', 'title'],
    ['limit', '1', '2'],
    ['offset', '1', '0'],
    ['columns', 'title', 'id'],
    ['on_conflict', 'id', 'title'],
  ])('%s', async (key, first, second) => {
    for (const query of [`${key}=${first}&${key}=${second}`, `${key}[]=${first}`]) {
      const { status, body } = await get(query)
      const message = `"failed to parse filter (${first})" (line 1, column 1)`
      const [, refusal] = postgrest(400, 'PGRST100', message, expect.any(String))
      expect({ status, body }, query).toEqual({ status: 400, body: refusal })
    }
  })

  test('written in two ways', async () => {
    expect((await get('limit=1&%6Cimit=2')).status).toBe(400)
  })

  test.each(['schema=public&schema=public', 'schema[]=public', 'schema=', 'schema=%20'])(
    '%s',
    async (query) => {
      expect((await get(query)).body).toMatchObject({
        error: 'INVALID_INPUT',
        message: 'The "schema" query parameter must be a single non-empty schema name.',
      })
    },
  )
})

describe('a query that is fine', () => {
  test.each([
    ['a column twice', 'title=gt.a&title=lt.c', ['b']],
    ['a column three times', 'title=gte.a&title=lte.c&title=neq.b', ['a', 'c']],
    ['a column 25 times', `${'title=neq.a&'.repeat(24)}title=in.(a,b)`, ['b']],
    ['or and and', 'or=(title.eq.a,title.eq.b)&and=(title.gt.a)', ['b']],
    ['an empty key', '=x&&title=eq.a&', ['a']],
    ['a plus for a space', 'title=eq.d%2Be+f', ['d+e f']],
    ['a percent sign that encodes nothing', 'title=eq.50%', ['50%']],
    ['quoted values', 'title=in.("a","d%2Be f")', ['a', 'd+e f']],
    ['an encoded key', '%74itle=eq.a', ['a']],
    ['the schema', 'schema=public&title=eq.a', ['a']],
  ])('%s', async (_, query, titles) => {
    const { status, body } = await get(`${query}&select=title&order=title.asc`)
    expect({ status, body }).toEqual({ status: 200, body: titles.map((title) => ({ title })) })
  })
})
