import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createInsForge } from '@/lib/insforge'
import { failure, success } from '@/lib/result'

// The tests run without a browser, and resolve React as Server Components do.
vi.mock('react', () => ({ createContext: () => null, useContext: () => null }))
vi.mock('@clerk/nextjs/errors', () => ({ isClerkAPIResponseError: () => false }))

const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const tokenOf = (sub: string, claims: object = { role: 'authenticated' }, alg = 'HS256') =>
  `${base64url({ alg })}.${base64url({ sub, ...claims })}.signature`

const getToken = vi.fn<(options?: { skipCache: boolean }) => Promise<string | null>>()
const work = vi.fn()
let endSession = () => {}

const { run } = createInsForge('http://insforge.test', getToken, (callback) => {
  endSession = callback
  return () => {}
})

beforeEach(() => {
  vi.resetAllMocks()
  vi.stubGlobal('navigator', { onLine: true })
  getToken.mockResolvedValue(tokenOf('user_1'))
  work.mockResolvedValue(success('row'))
})

describe('run', () => {
  it('works as the user of the page', async () => {
    expect(await run('user_1', work)).toEqual(success('row'))
  })

  it.each([tokenOf('user_2'), tokenOf('')])(
    'sends nothing if the token is another user’s',
    async (token) => {
      getToken.mockResolvedValue(token)
      expect(await run('user_1', work)).toMatchObject({ code: 'user_changed' })
      expect(work).not.toHaveBeenCalled()
    },
  )

  it('sends nothing if no user is signed in', async () => {
    getToken.mockResolvedValue(null)
    expect(await run('user_1', work)).toMatchObject({ code: 'unauthenticated' })
    expect(work).not.toHaveBeenCalled()
  })

  it('never sends a token that would be an administrator’s', async () => {
    getToken.mockResolvedValue(tokenOf('user_1', { role: 'project_admin' }))
    expect(await run('user_1', work)).toMatchObject({ code: 'misconfigured' })
    expect(work).not.toHaveBeenCalled()
  })

  it('sends nothing while the browser is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    expect(await run('user_1', work)).toMatchObject({ code: 'unavailable' })
    expect(work).not.toHaveBeenCalled()
  })

  it('takes a new token if Clerk keeps one from before its template was fixed', async () => {
    getToken.mockResolvedValueOnce(tokenOf('user_1', {}, 'RS256'))
    expect(await run('user_1', work)).toEqual(success('row'))
    expect(getToken).toHaveBeenLastCalledWith({ skipCache: true })
  })

  it('reports Clerk, not the database, if Clerk can’t be reached', async () => {
    getToken.mockRejectedValue(new TypeError('Failed to fetch'))
    const result = await run('user_1', work)
    expect(result).toMatchObject({ code: 'unavailable', message: expect.stringContaining('Clerk') })
  })

  it('tries once more with a new token if InsForge rejects the first', async () => {
    work.mockResolvedValueOnce(failure('rejected'))
    expect(await run('user_1', work)).toEqual(success('row'))
    expect(getToken).toHaveBeenCalledWith({ skipCache: true })
  })

  it('takes the signing key for wrong if InsForge rejects that too', async () => {
    work.mockResolvedValue(failure('rejected'))
    expect(await run('user_1', work)).toMatchObject({ code: 'misconfigured' })
    expect(work).toHaveBeenCalledTimes(2)
  })

  it.each(['unavailable', 'busy', 'not_found'] as const)(
    'tries once if it ends in %s',
    async (code) => {
      work.mockResolvedValue(failure(code))
      expect(await run('user_1', work)).toMatchObject({ code })
      expect(work).toHaveBeenCalledTimes(1)
    },
  )

  it('ends with the session, and not with what is still under way', async () => {
    work.mockReturnValue(new Promise(() => {}))
    const result = run('user_1', work)
    await vi.waitFor(() => expect(work).toHaveBeenCalled())
    endSession()
    expect(await result).toMatchObject({ code: 'unauthenticated' })
  })
})
