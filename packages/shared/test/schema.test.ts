import { describe, expect, it } from 'vitest'
import { filterSchema, newTodoSchema, titleSchema, todoChangeSchema } from '../src/todos/schema'

const id = '4f0d3f5e-0b5c-4c55-9d0e-5a9b8f3f7a10'
const rocket = '\u{1f469}‍\u{1f680}' // three code points, five UTF-16 units

describe('titleSchema', () => {
  it.each([
    'milk',
    'x'.repeat(200),
    '\u{1f95b}'.repeat(200),
    rocket,
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
    ['', 'Write what there is to do.'],
    [' \t\n ', 'Write what there is to do.'],
    [undefined, 'Write what there is to do.'],
    [7, 'Write what there is to do.'],
    ['x'.repeat(201), 'A title has at most 200 characters.'],
    ['\u{1f95b}'.repeat(201), 'A title has at most 200 characters.'],
  ])('refuses %j with a sentence', (title, sentence) => {
    expect(titleSchema.safeParse(title).error?.issues[0]?.message).toBe(sentence)
  })
})

describe('what an action takes', () => {
  it.each(['user_id', 'created_at', 'updated_at', 'is_complete'])(
    'has no %s in a new todo',
    (key) => {
      expect(newTodoSchema.safeParse({ id, title: 'x', [key]: 'y' }).success).toBe(false)
    },
  )

  it('has no owner in a change', () => {
    const change = { id, title: 'x', from: 'z', user_id: 'y' }
    expect(todoChangeSchema.safeParse(change).success).toBe(false)
  })

  it('is refused when a change changes nothing', () => {
    expect(todoChangeSchema.safeParse({ id }).success).toBe(false)
  })

  it('is refused with a sentence when a new title is not one', () => {
    const refused = todoChangeSchema.safeParse({ id, title: ' ', from: 'x' })
    expect(refused.error?.issues[0]?.message).toBe('Write what there is to do.')
  })

  it('is refused when the id is no uuid', () => {
    expect(newTodoSchema.safeParse({ id: `${id},id.gt.0`, title: 'x' }).success).toBe(false)
  })
})

it('shows all todos for a filter it does not know', () => {
  expect(
    ['active', 'nonsense', undefined, ['done', 'all']].map((f) => filterSchema.parse(f)),
  ).toEqual(['active', 'all', 'all', 'all'])
})
