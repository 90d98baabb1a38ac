import { expect, it } from 'vitest'
import { hook, password } from '../mail/start.ts'
import { api, openBrowser, signedUp } from './fixture.ts'

it('private metadata is for servers, and not for browsers', async () => {
  const { browser, userId } = await signedUp()
  const secret = { stripe: 'cus_1' }
  const body = { public_metadata: { plan: 'pro' }, private_metadata: secret }
  const { json } = await api(browser.emulator, `PATCH users/${userId}/metadata`, body)
  expect(json).toMatchObject(body)
  const client = await browser.call('GET client')
  expect(client.json.response.sessions[0].user.public_metadata).toEqual({ plan: 'pro' })
  const { json: me } = await browser.call('GET me')
  expect(JSON.stringify([client.json, me])).not.toContain('cus_1')
  expect(me.response).not.toHaveProperty('private_metadata')
})

it('metadata is merged at any depth, or replaced', async () => {
  const { browser, userId } = await signedUp()
  const change = async (route: string, public_metadata: unknown) => {
    const { json } = await api(browser.emulator, `${route}`, { public_metadata })
    return json.public_metadata
  }
  const path = `users/${userId}`
  await change(`PATCH ${path}/metadata`, { a: { b: 1, c: 2 }, d: 3 })
  const merged = await change(`PATCH ${path}/metadata`, { a: { b: null, e: 4 }, d: null })
  expect(merged).toEqual({ a: { c: 2, e: 4 } })
  expect(await change(`PUT ${path}/metadata`, { f: { g: 5 } })).toEqual({ f: { g: 5 } })
  expect(await change(`PATCH ${path}`, { h: 6 })).toEqual({ h: 6 })
})

it('a sign-in that is under way ends with its user', async () => {
  const { browser, userId } = await signedUp()
  await browser.call('DELETE client/sessions')
  const fields = { identifier: 'ann@example.com' }
  const { json } = await browser.call('POST client/sign_ins', fields)
  await api(browser.emulator, `DELETE users/${userId}`)
  const attempt = `POST client/sign_ins/${json.response.id}/attempt_first_factor`
  expect(await browser.refusal(attempt, { strategy: 'password', password: 'x' })).toBe(
    '404 resource_not_found',
  )
})

it('a password that is checked while its user is deleted signs no one in', async () => {
  const { browser, userId } = await signedUp()
  const { emulator } = browser
  // So many that some wait for their turn when the user is deleted.
  const others = await Promise.all(Array.from({ length: 40 }, () => openBrowser(emulator)))
  const fields = { identifier: 'ann@example.com', password }
  const signIns = others.map((each) => each.call('POST client/sign_ins', fields))
  await Promise.race(signIns)
  await Promise.all([...signIns, api(emulator, `DELETE users/${userId}`)])
  for (const each of [browser, ...others]) {
    const { status, json } = await each.call('GET client')
    expect([status, json.response?.sessions]).toEqual([200, []])
  }
  expect((await hook(emulator, 'GET errors')).json).toEqual({ errors: [] })
})
