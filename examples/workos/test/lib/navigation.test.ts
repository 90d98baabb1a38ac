import { describe, expect, it } from 'vitest'
import { isFromElsewhere, isVisit } from '@/lib/navigation'

const asked = (headers: Record<string, string>) => ({ headers: new Headers(headers) })

describe('isVisit', () => {
  it.each([{}, { 'sec-fetch-dest': 'document' }, { purpose: '' }])('is true for %j', (headers) => {
    expect(isVisit(asked(headers))).toBe(true)
  })

  it.each([
    { 'next-router-prefetch': '1' },
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'sec-fetch-dest': 'image' },
    { 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' },
  ])('is false for %j', (headers) => {
    expect(isVisit(asked(headers))).toBe(false)
  })
})

describe('isFromElsewhere', () => {
  it.each([
    ['cross-site', true],
    ['same-site', true],
    ['same-origin', false],
    ['none', false],
  ])('%s: %s', (site, expected) => {
    expect(isFromElsewhere(asked({ 'sec-fetch-site': site }))).toBe(expected)
  })

  it('is false where a browser does not tell', () => {
    expect(isFromElsewhere(asked({}))).toBe(false)
  })
})
