import jwt from 'jsonwebtoken'
import { describe, expect, it, vi } from 'vitest'
import { createInsForgeClient } from '@/lib/insforge'
import { insforgeJwtSecret, signInsForgeToken, TOKEN_LIFETIME } from '@/lib/insforge-token'

const { getUser } = vi.hoisted(() => ({ getUser: vi.fn<() => Promise<unknown>>() }))
vi.mock('@/auth/session', () => ({ getUser }))
vi.mock('@/auth/env', () => ({
  env: () => ({ NEXT_PUBLIC_INSFORGE_URL: 'http://localhost', INSFORGE_JWT_SECRET: secret }),
}))

const secret = 'f'.repeat(64)
const decode = (token: string) =>
  jwt.verify(token, secret, { algorithms: ['HS256'], complete: true })

describe('insforgeJwtSecret', () => {
  it('is not accepted if a part of it is missing', () => {
    expect(insforgeJwtSecret.check?.(secret)).toBeUndefined()
    expect(insforgeJwtSecret.check?.('short')).toBe('is shorter than 32 characters')
  })
})

describe('createInsForgeClient', () => {
  it('is unauthenticated if no user is signed in', async () => {
    getUser.mockResolvedValue(null)
    await expect(createInsForgeClient()).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('acts as the user of this request', async () => {
    getUser.mockResolvedValue({ id: 'user_1', name: 'Ada', email: undefined })
    const sent = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json([]))
    const client = await createInsForgeClient()
    await client.database.from('todos').select('id')
    const authorization = new Headers(sent.mock.calls[0]?.[1]?.headers).get('authorization') ?? ''
    expect(decode(authorization.replace('Bearer ', '')).payload.sub).toBe('user_1')
  })
})

describe('signInsForgeToken', () => {
  it('signs exactly the claims that InsForge needs, and no more', () => {
    const { payload } = decode(signInsForgeToken({ id: 'user_1' }, secret))
    expect(payload).toEqual({
      sub: 'user_1',
      role: 'authenticated',
      aud: 'insforge-api',
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
  })

  it('signs with HS256 over the raw bytes of the secret', () => {
    const token = signInsForgeToken({ id: 'user_1' }, secret)
    expect(decode(token).header.alg).toBe('HS256')
    expect(() => jwt.verify(token, Buffer.from(secret, 'hex'))).toThrow('invalid signature')
  })

  it('lives for five minutes', () => {
    const { payload } = decode(signInsForgeToken({ id: 'user_1' }, secret))
    const { iat = 0, exp = 0 } = payload as jwt.JwtPayload
    expect(exp - iat).toBe(TOKEN_LIFETIME)
    expect(TOKEN_LIFETIME).toBe(300)
  })

  it('takes no role from its caller', () => {
    const user = { id: 'user_1', role: 'project_admin' }
    expect(decode(signInsForgeToken(user, secret)).payload).toMatchObject({ role: 'authenticated' })
  })

  it('carries the address when there is one', () => {
    const token = signInsForgeToken({ id: 'user_1', email: 'a@example.com' }, secret)
    expect(decode(token).payload).toMatchObject({ email: 'a@example.com' })
  })

  it.each(['auth0|0123', 'kp_1', 'user-test-1', 'ü “quoted” \u{1f469}‍\u{1f680}', 'x'.repeat(300)])(
    'keeps the id %s as it is',
    (id) => {
      expect(decode(signInsForgeToken({ id }, secret)).payload.sub).toBe(id)
    },
  )

  it.each(['', ' user_1', 'user_1\n'])('rejects %j, which would be another user', (id) => {
    expect(() => signInsForgeToken({ id }, secret)).toThrow('empty or has spaces')
  })
})
