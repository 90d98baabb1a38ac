import { describe, expect, it } from 'vitest'
import { deletedTodoSchema, newTodoSchema, titleSchema, todoChangeSchema } from '@/todos/schema'

const id = '4f0d3f5e-0b5c-4c55-9d0e-5a9b8f3f7a10'
const created_at = '2026-11-29T14:00:00.123456+00:00'
const milk = '\u{1f95b}' // one code point, two UTF-16 units

describe('titleSchema', () => {
  it.each([
    'milk',
    '.',
    '0',
    'x'.repeat(200),
    milk.repeat(200),
    '\u{1f469}\u200d\u{1f680}',
    'a\u200bb',
    '\u0301',
    '\u{1f1e9}\u{1f1ea}',
    'שלום',
    '<script>alert(1)</script>',
    `'; drop table todos; --`,
  ])('stores %j exactly', (title) => {
    expect(titleSchema.parse(title)).toBe(title)
  })

  it('takes the spaces around a title away', () => {
    expect(titleSchema.parse('  milk\n')).toBe('milk')
  })

  it.each([
    '',
    ' \t\n ',
    '\u200b',
    '\u0085',
    '\ufeff',
    '\u00a0\u3000\u2028',
    '\u2800',
    '\u3164',
    '\u00ad\u200e\u202e\u2066',
    '\u{e0041}\u{e007f}',
    '\0',
    undefined,
    7,
  ])('rejects %j, which shows nothing', (title) => {
    expect(titleSchema.safeParse(title).error?.issues[0]?.message).toBe('Enter a title.')
  })

  it.each(['x'.repeat(201), milk.repeat(201)])('rejects 201 characters', (title) => {
    const { error } = titleSchema.safeParse(title)
    expect(error?.issues[0]?.message).toBe('A title can have at most 200 characters.')
  })

  it.each(['a\0b', 'a\ud800b'])('rejects %j, which Postgres can’t store', (title) => {
    const { error } = titleSchema.safeParse(title)
    expect(error?.issues[0]?.message).toBe('This title has an invalid character.')
  })
})

describe('what an action takes', () => {
  it.each(['user_id', 'created_at', 'updated_at', 'is_complete'])(
    'has no %s in a new todo',
    (key) => {
      expect(newTodoSchema.safeParse({ id, title: 'x', [key]: 'true' }).success).toBe(false)
    },
  )

  it.each(['user_id', 'created_at', 'updated_at'])('has no %s in a change', (key) => {
    expect(todoChangeSchema.safeParse({ id, title: 'x', [key]: 'y' }).success).toBe(false)
  })

  it('completes or reopens by value', () => {
    expect(todoChangeSchema.parse({ id, is_complete: 'true' })).toEqual({ id, is_complete: true })
    expect(todoChangeSchema.parse({ id, is_complete: 'false' })).toEqual({ id, is_complete: false })
    expect(todoChangeSchema.safeParse({ id, is_complete: 'yes' }).success).toBe(false)
  })

  it('has a uuid', () => {
    expect(newTodoSchema.safeParse({ id: `${id},id.gt.0`, title: 'x' }).success).toBe(false)
  })
})

describe('deletedTodoSchema', () => {
  const restore = (date: string) =>
    deletedTodoSchema.safeParse({ id, title: 'x', is_complete: 'true', created_at: date }).success

  it.each([created_at, '0001-01-02T00:00:00Z'])('restores %s', (date) => {
    expect(restore(date)).toBe(true)
  })

  it.each([
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '9999-12-31T00:00:00Z',
    'infinity',
    '-infinity',
    '2026-13-01T00:00:00Z',
    'yesterday',
  ])('rejects %s, which can’t be read back', (date) => {
    expect(restore(date)).toBe(false)
  })
})
