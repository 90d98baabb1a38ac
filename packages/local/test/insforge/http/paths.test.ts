import { describe, expect, test } from 'vitest'
import { send } from '../client.ts'
import { refused } from '../recorded/answers.ts'
import { todos, userWith } from './fixture.ts'

const asUser = userWith('http|paths', ['one'])
const get = (path: string) => send('GET', path, asUser())

describe('a path that is not there', () => {
  test.each([
    `${todos}/more`,
    `${todos}/more/`,
    `${todos}/more?select=id`,
    `${todos}//`,
    '/api/database/records/rpc/requesting_user_id',
    '/api/database/records',
    '/api/database/rpc',
    '/api/database/rpc/requesting_user_id/more',
    '/api/database/todos',
    '/api/d%61tabase/records/todos',
    '/api/health/more',
    '/api/healthy',
    '/api',
    '/',
  ])('%s', async (path) => {
    const { status, body } = await get(path)
    const next = 'Please check the API documentation for available endpoints'
    expect([status, body]).toEqual(refused(404, 'NOT_FOUND', `Endpoint ${path} not found`, next))
  })

  test('is told before the caller is known', async () => {
    expect((await send('GET', `${todos}/more`)).status).toBe(404)
  })
})

describe('a path in other words', () => {
  test.each([
    '/API/DATABASE/RECORDS/todos',
    '/Api/Database/Records/todos/',
    `${todos}/`,
    '/api//database//records//todos',
    '/api/database/records/%74odos',
    '/api/database/records/todos/any/path', // a misspelled wildcard of InsForge
  ])('%s', async (path) => {
    const { status, body } = await get(`${path}?select=title`)
    expect({ status, body }).toEqual({ status: 200, body: [{ title: 'one' }] })
  })

  test.each(['/api/database/RPC/requesting_user_id', '/api/database/rpc/requesting_user_id/'])(
    '%s',
    async (path) => {
      expect((await get(path)).body).toBe('http|paths')
    },
  )

  test.each(['/API/Health', '/api/health/', '/api//health'])('%s', async (path) => {
    expect((await get(path)).body).toMatchObject({ status: 'ok' })
  })

  test('the name of a table keeps its case', async () => {
    expect((await get('/api/database/records/TODOS')).status).toBe(404)
  })

  test('a name that cannot be decoded', async () => {
    const { status, body } = await get('/api/database/records/%ZZ')
    expect([status, body]).toEqual(refused(500, 'INTERNAL_ERROR', "Failed to decode param '%ZZ'"))
  })
})
