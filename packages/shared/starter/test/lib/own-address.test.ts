import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { toOwnAddress } from '@/lib/own-address'

const own = 'https://app.example/callback'
const ask = (path: string, headers: Record<string, string>) =>
  toOwnAddress(new NextRequest(`http://localhost:3000${path}`, { headers }), ['/login'], own)

describe('toOwnAddress', () => {
  it.each([
    { host: '127.0.0.1:3000' },
    { host: 'www.app.example' },
    { host: 'app.example.evil.example' },
    { host: 'app.example', 'x-forwarded-host': 'preview.app.example, app.example' },
    { host: '@' },
    {},
  ])('leads a sign-in that begins at %j', (headers) => {
    const answer = ask('/login?returnTo=%2Ftodos', headers)
    const address = 'https://app.example/login?returnTo=%2Ftodos&led='
    expect(answer?.headers.get('refresh')).toBe(`0; url=${address}`)
  })

  it.each([
    ['/login', { host: 'app.example' }],
    // Cookies know no port.
    ['/login', { host: 'APP.example:3001' }],
    ['/login', { host: '10.0.0.1:3000', 'x-forwarded-host': 'app.example' }],
    ['/todos', { host: '127.0.0.1:3000' }],
    ['/login?led=', { host: '127.0.0.1:3000' }],
  ])('lets pass %s at %j', (path, headers) => {
    expect(ask(path, headers)).toBeUndefined()
  })
})
