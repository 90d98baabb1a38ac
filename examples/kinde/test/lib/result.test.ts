import { expect, it } from 'vitest'
import { attempt, canRetry, failure } from '@/lib/result'

it('is the result of a call that worked', async () => {
  expect(await attempt(async () => 'data')).toBe('data')
})

it('is unavailable if the app can’t be reached', async () => {
  const result = await attempt(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(result).toMatchObject({ ok: false, code: 'unavailable' })
})

it('is outdated, and trying again is not offered, for an action of another build', async () => {
  const error = Object.assign(new Error('not found'), { name: 'UnrecognizedActionError' })
  const result = await attempt(() => Promise.reject(error))
  expect(result).toEqual({
    ok: false,
    code: 'outdated',
    message: 'The app was updated. Reload the page to continue.',
  })
  expect(canRetry(failure('outdated'))).toBe(false)
})
