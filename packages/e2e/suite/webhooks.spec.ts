import { createUser } from '../src/driver.ts'
import type { Webhook } from '../src/webhooks.ts'
import { withApp } from './app.ts'
import { watchLog } from './log.ts'
import { rowsOf, rowsOwnedBy, storeRows } from './services.ts'
import { expect, provider, stage, test } from './test.ts'
import { deleteAtProvider, deliver } from './webhooks.ts'

/** A user with rows who was deleted at the provider, and what it sent. */
async function deletedUser() {
  const { email } = await createUser(stage)
  await storeRows(email, [{ title: 'milk' }, { title: 'bread' }])
  return { email, ...(await deleteAtProvider(email)) }
}

test('the rows of a user who was deleted at the provider go with one delivery', async () => {
  const logged = watchLog()
  const other = await createUser(stage)
  await storeRows(other.email, [{ title: 'eggs' }])
  const { id, email, created, deleted } = await deletedUser()
  expect(await deliver(created)).toBe(204)
  expect(await rowsOwnedBy(id)).toHaveLength(2)
  expect(await deliver(deleted)).toBe(204)
  expect(await rowsOwnedBy(id)).toEqual([])

  // Again, and out of order.
  for (const webhook of [deleted, created, deleted]) expect(await deliver(webhook)).toBe(204)
  expect(await rowsOf(other.email)).toMatchObject([{ title: 'eggs' }])
  for (const text of [id, email, other.email]) expect(logged()).not.toContain(text)
})

test('of a user without rows nothing is changed', async () => {
  const { email } = await createUser(stage)
  expect(await deliver((await deleteAtProvider(email)).deleted)).toBe(204)
})

/** A character in the middle of a text replaced. */
function alter(text: string): string {
  const middle = Math.floor(text.length / 2)
  return `${text.slice(0, middle)}${text[middle] === 'x' ? 'y' : 'x'}${text.slice(middle + 1)}`
}

/** Auth0 signs nothing, and sends a token. */
const isSigned = !provider.webhookVariables.includes('AUTH0_EVENT_STREAM_TOKEN')

const forgeries: Readonly<Record<string, (good: Webhook) => Webhook>> = {
  // Kinde’s body is its own signature.
  ...(provider.webhookVariables.length > 0 && {
    'without its headers': ({ body }) => ({
      headers: { 'content-type': 'application/json' },
      body,
    }),
  }),
  'without a body': ({ headers }) => ({ headers, body: '' }),
  ...(provider.signWebhook && {
    'signed with another secret': (good) => sign(good, Date.now(), altered(stage.env)),
    'signed with an empty secret': (good) => sign(good, Date.now(), {}),
    'older than five minutes': (good) => sign(good, Date.now() - 301_000),
  }),
  ...(isSigned
    ? { 'with another body': ({ headers, body }) => ({ headers, body: alter(body) }) }
    : {
        'with another token': ({ headers, body }) => {
          return {
            headers: { ...headers, authorization: alter(headers.authorization ?? '') },
            body,
          }
        },
      }),
}

const altered = (env: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, alter(value)]))

const sign = (webhook: Webhook, at: number, env = stage.env) =>
  provider.signWebhook?.(webhook, at, env) ?? webhook

test('a forged or late delivery changes nothing', async () => {
  const { id, deleted } = await deletedUser()
  const logged = watchLog()
  for (const [how, forge] of Object.entries(forgeries)) {
    expect(await deliver(forge(deleted)), how).toBe(400)
  }
  expect(await rowsOwnedBy(id)).toHaveLength(2)
  expect(logged()).toMatch(/^A webhook was refused\. error="\w+"$/m)
  expect(logged()).not.toContain(id)
  // Signed right and in time, it is taken.
  expect(await deliver(sign(deleted, Date.now() - 240_000))).toBe(204)
  expect(await rowsOwnedBy(id)).toEqual([])
})

// Kinde’s webhooks are tokens, which only Kinde can sign.
if (!isSigned || provider.signWebhook) {
  test('what is not about a user is taken, and changes nothing', async () => {
    const { id, deleted } = await deletedUser()
    const about = { data: { id: 'session_1', object: { id: 'session_1' } }, object_type: 'session' }
    const body = JSON.stringify({
      ...JSON.parse(deleted.body),
      ...{ type: 'session.created', event: 'session.created', ...about },
    })
    expect(await deliver(sign({ ...deleted, body }, Date.now()))).toBe(204)
    expect(await rowsOwnedBy(id)).toHaveLength(2)
  })
}

test('without its variables the app says that it takes none', async () => {
  const { id, deleted } = await deletedUser()
  for (const name of provider.webhookVariables) {
    const { [name]: _, ...env } = stage.env
    await withApp('start', { env }, async ({ url }) => {
      expect(await deliver(deleted, url), name).toBe(501)
    })
  }
  expect(await rowsOwnedBy(id)).toHaveLength(2)
})
