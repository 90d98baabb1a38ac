import { afterAll, describe, expect, test } from 'vitest'
import { bearer, records, send, tokenFor, withDatabase } from '../client.ts'

const user = 'title|ada'
afterAll(() =>
  withDatabase((client) => client.query(`delete from todos where user_id = '${user}'`)),
)

async function insert(title: string) {
  const headers = { ...bearer(tokenFor(user)), prefer: 'return=representation' }
  const path = `${records}/todos?select=title`
  return send('POST', path, headers, { title })
}

const one = (titles: readonly string[]) => titles.map((title) => [title] as const)

describe('a title', () => {
  test.each(
    one([
      'milk',
      'x'.repeat(200),
      '\u{1F95B}'.repeat(200),
      '.',
      '0',
      'שלום',
      '\u{1F469}\u200D\u{1F680}',
      'a\u200Bb',
      '\u0301',
      '\u{1F1E9}\u{1F1EA}',
      'e\uFE0F',
      '<script>alert(1)</script>',
    ]),
  )('%j is stored exactly', async (title) => {
    expect(await insert(title)).toMatchObject({ status: 201, body: [{ title }] })
  })

  test.each(
    one([
      '',
      'x'.repeat(201),
      '\u{1F95B}'.repeat(201),
      ' ',
      '\u200B',
      '\u0085',
      '\uFEFF',
      '\u00A0\u3000\u2028',
      '\u2800',
      '\u3164',
      '\u00AD\u200E\u202E\u2066',
      '\u{E0041}\u{E007F}',
    ]),
  )('%j is rejected', async (title) => {
    expect(await insert(title)).toMatchObject({ status: 400, body: { code: '23514' } })
  })

  test('with U+0000 cannot be stored', async () => {
    expect(await insert('a\0b')).toMatchObject({ status: 400, body: { code: '22P05' } })
  })
})

test('the same characters are invisible to Postgres and to JavaScript', async () => {
  const visible =
    /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800\uFFF9-\uFFFB\p{Surrogate}]/u
  const inJavaScript: number[] = []
  for (let code = 1; code <= 0x10ffff; code++) {
    const isSurrogate = code >= 0xd800 && code <= 0xdfff
    if (!isSurrogate && !visible.test(String.fromCodePoint(code))) inJavaScript.push(code)
  }
  const inPostgres = await withDatabase(async (client) => {
    const check = await client.query<{ sql: string }>(
      `select pg_get_expr(conbin, conrelid) as sql from pg_constraint
       where conname = 'todos_title_visible'`,
    )
    const { rows } = await client.query<{ codes: number[] }>(
      `select array_agg(code order by code) as codes
       from (
         select code, case when code between 55296 and 57343 then 'surrogate' else chr(code) end as title
         from generate_series(1, 1114111) as code
       ) as todos
       where not ${check.rows[0]?.sql}`,
    )
    return rows[0]?.codes
  })
  expect(inPostgres).toEqual(inJavaScript)
})
