import { describe, expect, it } from 'vitest'
import { perTest } from '../../per.ts'
import { hook } from '../client.ts'
import { start } from '../support/start.ts'
import { startReceiver } from './receiver.ts'
import { targets } from './targets.ts'

const email = 'ann@example.com'

describe.each(targets)('webhooks of $provider.title', (target) => {
  const receiver = perTest(startReceiver, (started) => started.close())
  const emulator = perTest(
    () => start(target.provider, receiver.url),
    (started) => started.close(),
  )
  /** What came of that type, verified, once it is there and shows that. */
  const eventOf = async (type: string, shown = '') => {
    const { received } = receiver
    const find = async () => {
      const events = await Promise.all(received.map((one) => target.verify(one, emulator)))
      return events.find((event) => event.type === type && JSON.stringify(event).includes(shown))
    }
    await expect.poll(find).toBeDefined()
    return find()
  }

  it('say who signed up, changed and was deleted, verified as the vendor says', async () => {
    const users = target.users(emulator)
    const { id } = await target.signUp(emulator, email)
    const created = await eventOf('user.created')
    expect(created).toMatchObject({ userId: id })
    expect(JSON.stringify(created?.user)).toContain(email)
    await users.rename(id, 'Anna', 'Other')
    expect(await eventOf('user.updated', 'Anna')).toMatchObject({ userId: id })
    await users.delete(id)
    expect(await eventOf('user.deleted')).toMatchObject({ userId: id })
    const { deliveries } = (await hook(emulator, 'GET webhooks')).json
    expect(deliveries).toHaveLength(receiver.received.length)
    expect(JSON.stringify(deliveries)).not.toContain(email)
    expect((await hook(emulator, 'GET errors')).json).toEqual({ errors: [] })
  })

  it('are not taken when they were changed on their way', async () => {
    await hook(emulator, 'POST users', { email })
    await eventOf('user.created')
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]]
    const changed = new Headers(headers)
    if (changed.has('authorization')) changed.set('authorization', 'Bearer other')
    const middle = Math.floor(body.length / 2)
    const letter = body[middle] === 'x' ? 'y' : 'x'
    const altered = body.slice(0, middle) + letter + body.slice(middle + 1)
    await expect(target.verify({ headers: changed, body: altered }, emulator)).rejects.toThrow()
  })
})
