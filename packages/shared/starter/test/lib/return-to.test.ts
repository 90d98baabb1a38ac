import { describe, expect, it } from 'vitest'
import { safeReturnTo } from '@/lib/return-to'

describe('safeReturnTo', () => {
  it.each(['/', '/?filter=active', '/a/b?c=d&e=%2F', '/%2F%2Fevil.example'])('keeps %s', (path) => {
    expect(safeReturnTo(path, [])).toBe(path)
  })

  it('keeps what a cookie has room for, and no more, as it is written in an address', () => {
    const longest = `/${'a'.repeat(1_023)}`
    expect(safeReturnTo(longest, [])).toBe(longest)
    expect(safeReturnTo(`${longest}a`, [])).toBe('/')
    expect(safeReturnTo(`/${'😀'.repeat(100)}`, [])).toBe('/')
  })

  it.each([
    undefined,
    null,
    '',
    'evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    ' //evil.example',
  ])('leads %j home', (value) => {
    const base = 'http://app.example'
    expect(new URL(safeReturnTo(value, []), base).origin).toBe(base)
    expect(safeReturnTo(value, [])).toBe('/')
  })

  it.each([
    '/auth/logout',
    '/auth',
    '/auth/',
    '/auth?returnTo=/',
    '/x/../auth/logout',
    '/%61uth/logout',
    '/auth%2Flogout',
    '/login',
    '/%E0%A4%A',
  ])('leads %s home, which starts or ends a session', (value) => {
    expect(safeReturnTo(value, ['/auth', '/login'])).toBe('/')
  })

  it('keeps a path that only begins like one', () => {
    expect(safeReturnTo('/authors?login', ['/auth', '/login'])).toBe('/authors?login')
  })
})
