import { describe, expect, it } from 'vitest'
import { addressOf, nextView } from '@/todos/address'
import { viewSchema } from '@/todos/schema'

const readView = (params: object) => viewSchema.parse(params)

const id = '4f0d3f5e-0b5c-4c55-9d0e-5a9b8f3f7a10'
const created_at = '2026-11-29T14:00:00.123456+00:00'
const last = { id, created_at }
const first = { filter: 'all', show: 50 } as const

describe('viewSchema', () => {
  it.each([
    [undefined, 50],
    ['100', 100],
    ['110', 100],
    ['0', 50],
    ['-7', 50],
    ['200', 200],
    ['1000000', 200],
    ['Infinity', 50],
    ['1e9', 200],
    ['many', 50],
    [['100', '200'], 50],
  ])('?show=%j shows %i rows', (show, rows) => {
    expect(readView({ show }).show).toBe(rows)
  })

  it.each([
    ['active', 'active'],
    ['nonsense', 'all'],
    [undefined, 'all'],
    [['done', 'all'], 'all'],
  ])('?filter=%j is %s', (filter, expected) => {
    expect(readView({ filter }).filter).toBe(expected)
  })

  it.each([
    'x',
    `${created_at}_${id},id.gt.0`,
    `${created_at}),or(id.gt.0_${id}`,
    `_${id}`,
    [`${created_at}_${id}`],
  ])('?before=%j is as if it weren’t there', (before) => {
    expect(readView({ before }).before).toBeUndefined()
  })
})

describe('addressOf', () => {
  it('is short where nothing is said', () => {
    expect(addressOf(first)).toBe('/todos')
  })

  it('says what viewSchema reads', () => {
    const view = { filter: 'done', show: 150, before: { created_at, id }, edit: id } as const
    const params = Object.fromEntries(new URL(addressOf(view), 'http://localhost').searchParams)
    expect(readView(params)).toEqual({ ...view, notice: undefined })
  })
})

describe('nextView', () => {
  it('is a longer page up to 200 rows, then an older one', () => {
    const list = { todos: [last], count: 10_000 }
    const shows: number[] = []
    let view = nextView(first, list)
    while (view && !view.before) {
      shows.push(view.show)
      view = nextView(view, list)
    }
    expect(shows).toEqual([100, 150, 200])
    expect(view).toEqual({ filter: 'all', show: 200, before: { created_at, id } })
  })

  it.each([0, 49, 50])('is none for %i rows in all', (count) => {
    expect(nextView(first, { todos: [last], count })).toBeUndefined()
  })
})
