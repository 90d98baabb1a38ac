import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError, failure, success } from '@/lib/result'
import { userAction } from '@/lib/server-action'
import * as z from '@/lib/validation'

const { getUser, revalidatePath } = vi.hoisted(() => ({
  getUser: vi.fn<() => Promise<unknown>>(),
  revalidatePath: vi.fn(),
}))
vi.mock('@/auth/session', () => ({ getUser }))
vi.mock('@/auth/env', () => ({
  env: () => ({
    NEXT_PUBLIC_INSFORGE_URL: 'http://localhost',
    INSFORGE_JWT_SECRET: 'x'.repeat(32),
  }),
}))
vi.mock('next/cache', () => ({ revalidatePath }))

const schema = z.strictObject({ title: z.string().min(1, 'Enter a title.') })
const write = vi.fn()
const action = userAction('/todos', schema, write)

const form = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
const milk = form({ expectedUserId: 'user_1', title: 'milk' })

beforeEach(() => {
  vi.resetAllMocks()
  getUser.mockResolvedValue({ id: 'user_1', name: 'Ada', email: undefined })
  write.mockResolvedValue(success('row'))
})

describe('userAction', () => {
  it('writes what was validated, and sends the page anew', async () => {
    expect(await action(null, milk)).toEqual(success('row'))
    expect(write.mock.calls.map(([, input]) => input)).toEqual([{ title: 'milk' }])
    expect(revalidatePath.mock.calls).toEqual([['/todos']])
  })

  it('takes no notice of the fields that React adds to a form', async () => {
    const sent = form({ $ACTION_REF_2: '', expectedUserId: 'user_1', title: 'milk' })
    expect(await action(null, sent)).toEqual(success('row'))
  })

  it('writes nothing if no user is signed in', async () => {
    getUser.mockResolvedValue(null)
    expect(await action(null, milk)).toMatchObject({ code: 'unauthenticated' })
    expect(write).not.toHaveBeenCalled()
  })

  it.each(['user_2', '', undefined])(
    'writes nothing if the page was rendered for %j, another user',
    async (expectedUserId) => {
      const sent = form({ ...(expectedUserId !== undefined && { expectedUserId }), title: 'milk' })
      expect(await action(null, sent)).toMatchObject({ code: 'user_changed' })
      expect(write).not.toHaveBeenCalled()
    },
  )

  it('asks for the user before it says anything about the input', async () => {
    getUser.mockResolvedValue(null)
    const sent = form({ expectedUserId: 'user_1', title: '' })
    expect(await action(null, sent)).toMatchObject({ code: 'unauthenticated' })
  })

  it('says what is wrong with the input, and returns what was typed', async () => {
    const sent = form({ expectedUserId: 'user_1', title: '' })
    expect(await action(null, sent)).toEqual({
      ...failure('invalid', 'Enter a title.'),
      sent: { title: '' },
    })
    expect(write).not.toHaveBeenCalled()
    expect(revalidatePath).not.toHaveBeenCalled()
  })

  it('repeats none of the caller’s keys', async () => {
    const key = 'k'.repeat(5_000)
    const sent = form({ expectedUserId: 'user_1', title: 'milk', [key]: 'v', user_id: 'user_2' })
    const result = await action(null, sent)
    expect(result).toEqual({ ...failure('invalid'), sent: { title: 'milk' } })
  })

  it.each([undefined, null, 'text', 7, [], {}, new Map()])(
    'takes %j for a form without fields',
    async (sent) => {
      const result = await action(null, sent as unknown as FormData)
      expect(result).toMatchObject({ code: 'user_changed' })
    },
  )

  it('returns what was typed if the write fails, and leaves the page as it is', async () => {
    write.mockResolvedValue(failure('unavailable'))
    expect(await action(null, milk)).toEqual({ ...failure('unavailable'), sent: { title: 'milk' } })
    expect(revalidatePath).not.toHaveBeenCalled()
  })

  it.each(['not_found', 'conflict'] as const)('sends the page anew after %s', async (code) => {
    write.mockResolvedValue(failure(code))
    await action(null, milk)
    expect(revalidatePath).toHaveBeenCalledWith('/todos')
  })

  it('returns an AppError as a result, and throws what no one foresaw', async () => {
    getUser.mockRejectedValue(new AppError('unavailable'))
    expect(await action(null, milk)).toMatchObject({ code: 'unavailable' })
    getUser.mockRejectedValue(new Error('a bug'))
    await expect(action(null, milk)).rejects.toThrow('a bug')
  })
})
