import { expect, it, onTestFinished } from 'vitest'
import type { Account } from '../../src/emulator/accounts.ts'
import { signBySvix } from '../../src/emulator/svix.ts'
import { createWebhooks, webhookAddress } from '../../src/emulator/webhooks.ts'
import { startReceiver } from '../providers/users/receiver.ts'

const account: Account = {
  id: 'user_1',
  email: 'ann@example.com',
  emailVerified: true,
  firstName: null,
  lastName: null,
  passwordHash: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSignInAt: null,
}
const vendor = {
  describe: (event: string) => ({ id: 'msg_1', type: `user.${event}`, body: '{}' }),
  sign: signBySvix('whsec_c2VjcmV0'),
}

/** Webhooks to an app that answers with these statuses, a second later at each look at the clock. */
async function start(answers: readonly (number | null)[], delays: readonly number[]) {
  const receiver = await startReceiver(...answers)
  let now = 0
  const clock = () => {
    now += 1000
    return now
  }
  const webhooks = createWebhooks(receiver.url, clock, vendor, delays)
  onTestFinished(() => {
    webhooks.stop()
    return receiver.close()
  })
  return { webhooks, received: receiver.received }
}

it('are sent again, with their id and a new signature, until they are taken', async () => {
  const { webhooks, received } = await start([500, 302, 200], [0, 0, 0])
  webhooks.send('created', account)
  await expect.poll(() => webhooks.deliveries[0]?.state).toBe('delivered')
  expect(webhooks.deliveries).toMatchObject([
    { type: 'user.created', attempts: [{ result: 500 }, { result: 302 }, { result: 200 }] },
  ])
  const sent = (name: string) => new Set(received.map(({ headers }) => headers.get(name)))
  expect([sent('svix-id').size, sent('svix-signature').size]).toEqual([1, 3])
})

it('are given up after the last attempt, and stay listed', async () => {
  const { webhooks, received } = await start([500, 404, 503, 200], [0, 0])
  webhooks.send('deleted', account)
  await expect.poll(() => webhooks.deliveries[0]?.state).toBe('failed')
  expect(webhooks.deliveries[0]?.attempts.map(({ result }) => result)).toEqual([500, 404, 503])
  expect(received).toHaveLength(3)
})

it('say why there was no answer', async () => {
  const webhooks = createWebhooks('http://127.0.0.1:1/', Date.now, vendor, [])
  webhooks.send('created', account)
  await expect.poll(() => webhooks.deliveries[0]?.state).toBe('failed')
  expect(webhooks.deliveries[0]?.attempts).toMatchObject([{ result: expect.stringMatching(/\w/) }])
})

it('hold up nothing, and end when they are stopped', async () => {
  const { webhooks, received } = await start([null], [0])
  webhooks.send('created', account)
  expect(webhooks.deliveries).toMatchObject([{ state: 'pending', attempts: [] }])
  expect(received).toEqual([])
  await expect.poll(() => received.length).toBe(1)
  webhooks.stop()
  webhooks.send('updated', account)
  await expect.poll(() => webhooks.deliveries[0]?.attempts.length).toBe(1)
  expect(webhooks.deliveries).toMatchObject([{ state: 'pending' }, { attempts: [] }])
  expect(received).toHaveLength(1)
})

it.each([
  'https://example.com/api/webhooks',
  'http://192.168.0.2:3000/',
  'http://localhost.example.com/',
  'http://0.0.0.0:3000/',
  'file://localhost/etc/passwd',
  'localhost:3000',
  '',
])('do not leave this machine: %j', (address) => {
  expect(() => webhookAddress(address)).toThrow('Webhooks go to an address of this machine')
  expect(() => createWebhooks(address, Date.now, vendor)).toThrow('Webhooks go')
})

it.each(['http://localhost:3000/a', 'https://127.0.0.1/a', 'http://[::1]:3000/a'])(
  'go to %s',
  (address) => {
    expect(webhookAddress(address)).toBe(address)
  },
)
