import { Agent, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { json } from 'node:stream/consumers'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { rpc, send, setting } from '../client.ts'
import { invalidJson, refused } from '../recorded/answers.ts'
import { todos, userWith } from './fixture.ts'

const asUser = userWith('http|bodies', [])
const form = 'application/x-www-form-urlencoded'
const sent = (body: string | Uint8Array, type: string, encoding?: string) =>
  send(
    'POST',
    `${todos}?select=title`,
    {
      ...asUser(),
      prefer: 'return=representation',
      'content-type': type,
      ...(encoding && { 'content-encoding': encoding }),
    },
    body,
  )

describe('a body that is read', () => {
  const body = '{"title":"tröis"}'
  const jsonType = 'application/json'
  test.each([
    ['gzip', gzipSync(body), jsonType, 'gzip'],
    ['GZIP', gzipSync(body), jsonType, 'GZIP'],
    ['deflate', deflateSync(body), jsonType, 'deflate'],
    ['identity', body, jsonType, 'identity'],
    ['a byte order mark', `\ufeff${body}`, jsonType, undefined],
    ['space around', ` \r\n${body}\n`, jsonType, undefined],
    ['UTF-8 by its name', body, 'application/json; charset=UTF-8', undefined],
    ['UTF-16', Buffer.from(body, 'utf16le'), 'application/json; charset=utf-16le', undefined],
    ['a form', 'title=tr%C3%B6is', form, undefined],
    ['a form with an empty field', 'title=tr%C3%B6is&is_complete=', form, undefined],
    ['a form, gzip', gzipSync('title=tr%C3%B6is'), form, 'gzip'],
  ])('%s', async (_, bytes, type, encoding) => {
    const { status, body } = await sent(bytes, type, encoding)
    expect({ status, body }).toEqual({ status: 201, body: [{ title: 'tröis' }] })
  })

  test('a form for a function', async () => {
    const headers = { ...asUser(), 'content-type': form }
    expect((await send('POST', `${rpc}/requesting_user_id`, headers, '')).body).toBe('http|bodies')
  })
})

describe('a body that is not read', () => {
  const failed = (message: string) => refused(500, 'INTERNAL_ERROR', message)
  const in1 = (charset: string) => `application/json; charset=${charset}`
  const body = '{"title":"x"}'
  test.each([
    ['iso-8859-1', body, in1('iso-8859-1'), undefined, failed('unsupported charset "ISO-8859-1"')],
    ['us-ascii', body, in1('us-ascii'), undefined, failed('unsupported charset "US-ASCII"')],
    ['utf8', body, in1('utf8'), undefined, failed('unsupported charset "UTF8"')],
    [
      'a form in it',
      'title=x',
      `${form}; charset=iso-8859-1`,
      undefined,
      failed('unsupported charset "ISO-8859-1"'),
    ],
    ['br', body, in1('utf-8'), 'br', failed('unsupported content encoding "br"')],
    ['zstd', body, in1('utf-8'), 'zstd', failed('unsupported content encoding "zstd"')],
    ['no gzip', body, in1('utf-8'), 'gzip', failed('incorrect header check')],
    ['a form of 1001 fields', 'a=b&'.repeat(1001), form, undefined, failed('too many parameters')],
    [
      'a mark alone',
      '\ufeff"x"',
      in1('utf-8'),
      undefined,
      invalidJson(`Unexpected token '"', ""x"" is not valid JSON`),
    ],
    [
      'more behind',
      `${body}x`,
      in1('utf-8'),
      undefined,
      invalidJson('Unexpected non-whitespace character after JSON at position 13'),
    ],
  ])('%s', async (_, bytes, type, encoding, answer) => {
    const { status, body } = await sent(bytes, type, encoding)
    expect([status, body]).toEqual(answer)
  })

  test('malformed JSON, whatever the method and the path', async () => {
    for (const [method, path] of [
      ['DELETE', todos],
      ['PUT', '/api/nope'],
    ] as const) {
      expect((await send(method, path, {}, '{bad')).status, path).toBe(400)
    }
  })

  test.each([
    ['JSON over 100 MB', 'application/json', 100],
    ['a form over 10 MB', form, 10],
  ])('%s, after which the connection goes on', async (_, type, megabytes) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const post = (type: string, body: Buffer) =>
      new Promise<{ status: number | undefined; body: unknown; socket: Socket | null }>(
        (resolve, reject) => {
          const headers = { ...asUser(), 'content-type': type, 'content-length': body.length }
          const url = `${setting('INSFORGE_URL')}${rpc}/requesting_user_id`
          const sent = request(url, { agent, method: 'POST', headers })
          sent.once('response', async (answer: IncomingMessage) => {
            const [{ statusCode: status }, { socket }] = [answer, sent]
            resolve({ status, body: await json(answer), socket })
          })
          sent.once('error', reject).end(body)
        },
      )
    const first = await post(type, Buffer.alloc(megabytes * 1024 * 1024 + 1, ' '))
    expect([first.status, first.body]).toEqual(failed('request entity too large'))
    const second = await post('application/json', Buffer.from('{}'))
    expect(second).toMatchObject({ status: 200, body: 'http|bodies' })
    expect(second.socket === first.socket).toBe(true)
  })
})
