import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logCause } from '@/lib/log'

const logged: unknown[] = []

beforeEach(() => {
  logged.length = 0
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation((line) => logged.push(line))
})
afterEach(() => vi.useRealTimers())

describe('logCause', () => {
  it('writes one line, whatever the facts hold, and leaves out what is not known', () => {
    logCause('It failed.', { status: 503, cause: 'two\nlines', code: undefined, text: '' })
    logCause('It failed.', { cause: 'x'.repeat(10_000) })
    expect(logged[0]).toBe('It failed. status=503 cause="two\\nlines"')
    expect(String(logged[1]).length).toBeLessThan(400)
  })

  it('writes at most 100 lines of one event in ten seconds, and then how many it left out', () => {
    for (let n = 0; n < 105; n++) logCause('Flood.', { n })
    logCause('Another.', {})
    expect(logged).toHaveLength(101)
    vi.advanceTimersByTime(10_000)
    logCause('Flood.', { n: 105 })
    logCause('Flood.', { n: 106 })
    expect(logged.slice(101)).toEqual(['Flood. n=105 (5 left out)', 'Flood. n=106'])
  })
})
