import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { readRow, readRows, toFailure } from '@/lib/answer'

const postgrest = (code: string) => ({ code, message: 'secret', details: 'secret', hint: null })
const insforge = (error: string) => ({ error, message: 'secret', statusCode: 401 })
const network = (message: string) => ({ code: '', message, details: 'at secret', hint: '' })

const logged: unknown[] = []

let now = 0

beforeEach(() => {
  logged.length = 0
  // Of one event a minute later as many lines are written again.
  now += 60_000
  vi.spyOn(Date, 'now').mockReturnValue(now)
  vi.spyOn(console, 'error').mockImplementation((line) => logged.push(line))
})

describe('toFailure', () => {
  it.each([
    [0, network('InsForgeError: Network request failed: ECONNREFUSED'), 'unavailable'],
    [408, { message: 'Request timed out' }, 'unavailable'],
    [429, insforge('RATE_LIMITED'), 'busy'],
    [500, insforge('INTERNAL_ERROR'), 'unavailable'],
    [503, null, 'unavailable'],
    [400, { code: '', message: '', details: null, hint: null }, 'unavailable'],
    [401, insforge('AUTH_UNAUTHORIZED'), 'rejected'],
    [401, insforge('AUTH_INVALID_CREDENTIALS'), 'rejected'],
    [401, postgrest('42501'), 'rejected'],
    [403, postgrest('42501'), 'forbidden'],
    [403, insforge('AUTH_UNAUTHORIZED'), 'forbidden'],
    [404, postgrest('42P01'), 'misconfigured'],
    [404, postgrest('PGRST202'), 'misconfigured'],
    [406, postgrest('PGRST116'), 'not_found'],
    [409, postgrest('23505'), 'conflict'],
    [400, postgrest('23514'), 'invalid'],
    [400, postgrest('22P02'), 'invalid'],
    [400, postgrest('PGRST204'), 'invalid'],
    [400, insforge('INVALID_INPUT'), 'invalid'],
  ])('status %i with %j is %s', (status, error, code) => {
    expect(toFailure({ status, error }).code).toBe(code)
    expect(logged).toHaveLength(1)
  })

  it('passes nothing of the answer on, neither to the user nor to the log', () => {
    const failed = toFailure({ status: 400, error: postgrest('23514') })
    expect(JSON.stringify([failed, logged])).not.toContain('secret')
    expect(logged).toEqual(['InsForge refused or did not answer. status=400 error="23514"'])
  })

  it('logs what the SDK says about the connection, and no part of an unreadable body', () => {
    toFailure({ status: 0, error: network('InsForgeError: Request timed out after 8000ms') })
    toFailure({ status: 0, error: network('SyntaxError: Unexpected token in secret') })
    expect(logged).toEqual([
      expect.stringContaining(
        'did not answer. status=0 network="Request timed out after 8000ms" hint=',
      ),
      expect.stringContaining('did not answer. status=0 network="unreadable" hint='),
    ])
  })
})

const schema = z.object({ id: z.number(), at: z.iso.datetime() })
const good = { id: 1, at: '2026-11-29T14:00:00Z' }
const answer = (data: unknown) => ({ status: 200, error: null, data })

describe('readRows', () => {
  it.each([{ ok: true }, null, 'x', undefined, 7])(
    'is unavailable for %j, with a log line',
    (data) => {
      expect(readRows(answer(data), schema)).toMatchObject({ ok: false, code: 'unavailable' })
      expect(logged).toHaveLength(1)
      expect(logged[0]).toMatch(
        /^InsForge answered with something else than rows\. .*status=200 hint=/,
      )
    },
  )

  it('leaves out a row that the schema does not accept, and logs the column and not the value', () => {
    const bad = { id: 2, at: 'secret' }
    expect(readRows(answer([good, bad, null]), schema)).toEqual({ ok: true, data: [good] })
    expect(logged).toEqual(['Rows were left out: the schema does not accept: columns="at, row"'])
  })
})

describe('readRow', () => {
  it('is not_found for a write that hit no row', () => {
    expect(readRow(answer([]), schema)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('is unavailable, and not missing, for a row that can’t be read', () => {
    const result = readRow(answer([{ id: 1 }]), schema)
    expect(result).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('is the row', () => {
    expect(readRow(answer([good]), schema)).toEqual({ ok: true, data: good })
  })

  it('is the failure of an error', () => {
    const failed = readRow({ status: 403, error: postgrest('42501'), data: null }, schema)
    expect(failed).toMatchObject({ ok: false, code: 'forbidden' })
  })
})
