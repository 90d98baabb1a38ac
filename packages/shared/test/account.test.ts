import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { deleteAccount } from '@/account/actions'
import { deleteUser } from '@/account/delete-user'
import { POST } from '@/app/api/webhooks/users/route'
import { features } from '@/auth/env'
import { signInAs } from '@/auth/session'
import { createInsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'

const provider = vi.hoisted(() => ({ deleteUser: vi.fn(), endSession: vi.fn() }))
const webhook = vi.hoisted(() => ({ readDeletedUser: vi.fn() }))
vi.mock('@/account/provider', () => provider)
vi.mock('@/account/webhook', () => webhook)
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }))
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`Redirect to ${path}`)
  },
}))

/** A user with a todo. */
async function newUser() {
  const id = `user_${randomUUID()}`
  const token = signInsForgeToken({ id }, inject('jwtSecret'))
  const todos = () => createInsForgeClient(inject('insforgeUrl'), token).database.from('todos')
  await todos().insert({ title: 'milk' })
  return { id, rows: async () => (await todos().select('title')).data }
}

const milk = [{ title: 'milk' }]
let ada: Awaited<ReturnType<typeof newUser>>
let bob: typeof ada
const log = vi.spyOn(console, 'error')

beforeEach(async () => {
  vi.resetAllMocks()
  log.mockReturnValue()
  vi.stubEnv('NEXT_PUBLIC_INSFORGE_URL', inject('insforgeUrl'))
  vi.stubEnv('INSFORGE_JWT_SECRET', inject('jwtSecret'))
  ada = await newUser()
  bob = await newUser()
  signInAs({ id: ada.id, name: 'Ada', email: undefined })
})

afterEach(async () => {
  for (const variables of Object.values(features)) Reflect.deleteProperty(variables, 'MISSING')
  vi.unstubAllEnvs()
  expect(JSON.stringify(log.mock.calls)).not.toContain(ada.id)
  expect(await bob.rows()).toEqual(milk)
})

const insforgeIsDown = () => vi.stubEnv('NEXT_PUBLIC_INSFORGE_URL', 'http://127.0.0.1:1')

function submit(confirmation = 'DELETE', expectedUserId = ada.id) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ confirmation, expectedUserId })) {
    form.set(name, value)
  }
  return deleteAccount(null, form)
}

const redirected = 'Redirect to /account/deleted'

describe('the deletion of an account', () => {
  it('takes the rows, then the user at the provider, then the session', async () => {
    const steps: unknown[] = []
    provider.deleteUser.mockImplementation(async (id) => steps.push(id, await ada.rows()))
    provider.endSession.mockImplementation(async () => steps.push('session'))
    await expect(submit(' delete ')).rejects.toThrow(redirected)
    expect(steps).toEqual([ada.id, [], 'session'])
  })

  it.each(['', 'yes', 'DELETE!'])('is not begun by %j', async (confirmation) => {
    expect(await submit(confirmation)).toMatchObject({ message: 'Type DELETE to confirm.' })
    expect(await ada.rows()).toEqual(milk)
    expect(provider.deleteUser).not.toHaveBeenCalled()
  })

  it('is not begun on the page of another user', async () => {
    expect(await submit('DELETE', bob.id)).toMatchObject({ code: 'user_changed' })
    expect(await ada.rows()).toEqual(milk)
    expect(provider.deleteUser).not.toHaveBeenCalled()
  })

  it('is not begun while the provider’s variables are missing', async () => {
    Object.assign(features.accountDeletion, { MISSING: { where: 'nowhere' } })
    expect(await submit()).toMatchObject({ code: 'misconfigured' })
    expect(await ada.rows()).toEqual(milk)
    expect(provider.deleteUser).not.toHaveBeenCalled()
  })

  it('leaves the user at the provider while rows may be there', async () => {
    insforgeIsDown()
    const message = expect.stringMatching(/^Your account wasn’t deleted, and your data may still/)
    expect(await submit()).toMatchObject({ code: 'unavailable', message })
    expect(provider.deleteUser).not.toHaveBeenCalled()
    expect(await ada.rows()).toEqual(milk)
  })

  it('leaves the session while the user may be at the provider, and goes on from there', async () => {
    provider.deleteUser.mockRejectedValueOnce(Object.assign(new Error(ada.id), { status: 500 }))
    const message = expect.stringMatching(/^Your data is deleted, but No one may still have your a/)
    expect(await submit()).toMatchObject({ ok: false, code: 'unavailable', message })
    expect(provider.endSession).not.toHaveBeenCalled()
    await expect(submit()).rejects.toThrow(redirected)
    expect(provider.endSession).toHaveBeenCalledOnce()
  })

  it.each([{ status: 404 }, { status_code: 404 }])(
    'goes on without the user: %j',
    async (error) => {
      provider.deleteUser.mockRejectedValue(Object.assign(new Error('Not found'), error))
      await expect(submit()).rejects.toThrow(redirected)
      expect(provider.endSession).toHaveBeenCalledOnce()
    },
  )

  it('waits for the provider for eight seconds', async () => {
    vi.useFakeTimers()
    provider.deleteUser.mockReturnValue(new Promise(() => undefined))
    const deletion = deleteUser(ada.id)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await Promise.race([deletion, 'waits'])).toBe(false)
    vi.useRealTimers()
    expect(log).toHaveBeenCalledWith(expect.stringContaining('error="TimeoutError"'))
  })
})

describe('a webhook', () => {
  const receive = async () =>
    (await POST(new Request('http://localhost/api/webhooks/users', { method: 'POST' }))).status

  it('deletes the rows of the user who was deleted, as often as it comes', async () => {
    webhook.readDeletedUser.mockResolvedValue(ada.id)
    for (const _ of [1, 2]) {
      expect(await receive()).toBe(204)
      expect(await ada.rows()).toEqual([])
    }
  })

  it('that reports something else deletes nothing', async () => {
    webhook.readDeletedUser.mockResolvedValue(undefined)
    expect(await receive()).toBe(204)
    expect(await ada.rows()).toEqual(milk)
  })

  it('that is not genuine is refused', async () => {
    webhook.readDeletedUser.mockRejectedValue(new Error(ada.id))
    expect(await receive()).toBe(400)
    expect(await ada.rows()).toEqual(milk)
  })

  it('that was not carried out is to be sent again', async () => {
    webhook.readDeletedUser.mockResolvedValue(ada.id)
    insforgeIsDown()
    expect(await receive()).toBe(503)
    expect(log).toHaveBeenCalledWith(expect.stringMatching(/still there\. user="[0-9a-f]{12}"$/))
  })

  it('is not taken while its variables are missing', async () => {
    Object.assign(features.webhook, { MISSING: { where: 'nowhere' } })
    expect(await receive()).toBe(501)
    expect(webhook.readDeletedUser).not.toHaveBeenCalled()
  })
})
