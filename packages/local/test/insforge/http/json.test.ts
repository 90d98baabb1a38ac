import { describe, expect, test } from 'vitest'
import { bearer, send, setting } from '../client.ts'
import { todos, userWith } from './fixture.ts'

const asUser = userWith('http|json', ['one', 'two, "2"', 'tröis ☃'])
const asAdmin = () => bearer(setting('INSFORGE_API_KEY'))
const titles = `${todos}?user_id=eq.http|json&select=title&order=title`
const rows = [{ title: 'one' }, { title: 'tröis ☃' }, { title: 'two, "2"' }]

describe('rows are serialized anew', () => {
  test.each([
    ['a list', 'GET', titles, asUser, undefined, rows],
    ['a list for the API key', 'GET', titles, asAdmin, undefined, rows],
    ['what a PATCH changed', 'PATCH', titles, asUser, { is_complete: true }, rows],
    ['no rows', 'GET', `${titles}&limit=0`, asUser, undefined, []],
    ['one row', 'GET', `${titles}&limit=1`, asUser, undefined, rows.slice(0, 1)],
  ])('%s', async (_, method, path, headers, written, expected) => {
    const {
      text,
      body,
      headers: answered,
    } = await send(method, path, { ...headers(), prefer: 'return=representation' }, written)
    expect(body).toEqual(expect.arrayContaining(expected))
    expect(text).toBe(JSON.stringify(body))
    expect(text).toHaveLength(JSON.stringify(expected).length)
    expect(answered.get('content-length')).toBe(`${Buffer.byteLength(text)}`)
  })
})

describe('CSV is a JSON string', () => {
  test.each([
    ['rows', titles, 'title\none\n"tröis ☃"\n"two, ""2"""'],
    ['one row', `${titles}&limit=1`, 'title\none'],
    ['no rows, which are an empty list', `${titles}&limit=0`, []],
  ])('%s', async (_, path, expected) => {
    const answer = await send('GET', path, { ...asUser(), accept: 'text/csv' })
    expect(answer).toMatchObject({ status: 200, text: JSON.stringify(expected) })
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  })
})
