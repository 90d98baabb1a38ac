import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text as read } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { bearer, rpc, setting } from '../client.ts'
import { todos, userWith } from './fixture.ts'

const asUser = userWith('http|etag', ['one', 'two'])
const list = `${todos}?select=title&order=title`
/** What Express computes for `[{"title":"one"},{"title":"two"}]`. */
const etag = 'W/"21-weCgAR/nUO1tCOjMT2IXgoopZuk"'

interface Copy {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Not by `fetch`, which asks for no copy that it has. */
function send(
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  body?: unknown,
): Promise<Copy> {
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'application/json' }
    const options = { method, headers: { ...type, ...headers } }
    const sent = request(`${setting('INSFORGE_URL')}${path}`, options)
    sent.once('response', async (answer: IncomingMessage) => {
      resolve({ status: answer.statusCode, headers: answer.headers, text: await read(answer) })
    })
    sent.once('error', reject).end(body && JSON.stringify(body))
  })
}

test('an answer bears the ETag that Express gives its text', async () => {
  const { text, headers } = await send('GET', list, asUser())
  expect({ text, etag: headers.etag }).toEqual({
    text: '[{"title":"one"},{"title":"two"}]',
    etag,
  })
})

describe('a client that names it gets', () => {
  test.each([
    [304, 'GET', { 'if-none-match': etag }],
    [304, 'HEAD', { 'if-none-match': 'W/"2-l9Fw4VUO7kr8CvBlt4zaMCqXZ0w"' }], // that of []
    [304, 'GET', { 'if-none-match': etag.slice('W/'.length) }],
    [304, 'GET', { 'if-none-match': `"x", ${etag}, "y"` }],
    [304, 'GET', { 'if-none-match': '*' }],
    [200, 'GET', { 'if-none-match': '"x"' }],
    [200, 'GET', { 'if-none-match': etag, 'cache-control': 'no-cache' }],
    [200, 'GET', { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' }],
  ])('%i for a %s with %o', async (status, method, headers) => {
    const answer = await send(method, list, { ...asUser(), ...headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.etag).toMatch(/^W\//)
    if (status === 304) {
      expect(answer.text).toBe('')
      expect(answer.headers['content-type']).toBeUndefined()
      expect(answer.headers['content-range']).toMatch(/^(0-1|\*)\/\*$/)
    }
  })
})

describe('every answer has one', () => {
  test.each([
    ['a refusal', 'GET', `${todos}?nope=eq.1`, undefined, 400],
    ['a path that is not there', 'GET', '/api/nope', undefined, 404],
    ['a function', 'POST', `${rpc}/requesting_user_id`, {}, 200],
    ['a write', 'POST', todos, [], 201],
    ['nothing to return', 'PATCH', `${todos}?title=eq.nope`, { is_complete: true }, 204],
  ])('%s', async (_, method, path, body, status) => {
    const first = await send(method, path, asUser(), body)
    const known = first.headers.etag ?? ''
    expect({ status: first.status, known }).toEqual({ status, known: expect.stringMatching(/^W/) })
    // Only of a read that succeeded is there a copy to keep.
    const again = { ...asUser(), 'if-none-match': known }
    expect((await send(method, path, again, body)).status).toBe(status)
  })

  test('what only administrators read, too', async () => {
    const headers = bearer(setting('INSFORGE_API_KEY'))
    const migrations = (more = {}) =>
      send('GET', '/api/database/migrations', { ...headers, ...more })
    const { etag } = (await migrations()).headers
    expect((await migrations({ 'if-none-match': etag })).status).toBe(304)
  })
})
