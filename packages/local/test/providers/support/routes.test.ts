import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { providers } from '../../../src/providers/index.ts'
import { supportOf } from '../../../src/providers/support.ts'
import { hook, send } from '../client.ts'
import { credentials, type Started, start } from './start.ts'

/** Where a vendor's SDKs look for the sentence of an error. */
function sentenceOf(body: Readonly<Record<string, unknown>>): unknown {
  const { errors, error_message, error_description, description, message } = body
  if (!Array.isArray(errors)) return error_message ?? error_description ?? description ?? message
  return errors[0].long_message ?? errors[0].message
}

/** The path, with something for each parameter. */
const pathOf = (route: string) =>
  route
    .replace(/^\S+ /, '')
    .replace(/:package\{.*\}/, 'ui@1')
    .replace(/:\w+/g, 'x')

describe.each(providers)('the emulator of $title', (provider) => {
  let emulator: Started
  beforeAll(async () => {
    emulator = await start(provider)
    return () => emulator.close()
  })
  beforeEach(() => hook(emulator, 'DELETE unknown').then(() => undefined))

  const ask = async (route: string, query = '') => {
    const [method = ''] = route.split(' ')
    const path = pathOf(route)
    const response = await send(emulator, path + query, {
      method,
      headers: credentials(emulator, path),
    })
    const text = await response.text()
    return { status: response.status, text, what: `${method} ${path}` }
  }

  it('says in the vendor’s form which documented routes are not emulated', async () => {
    const { groups } = supportOf(provider, emulator.routes)
    const refused = groups.flatMap((group) => group.refused)
    expect(refused.length).toBeGreaterThan(20)
    for (const route of refused) {
      const { status, text, what } = await ask(route)
      expect({ route, status, sentence: sentenceOf(JSON.parse(text)) }).toEqual({
        route,
        status: 501,
        sentence: `${what} is not emulated`,
      })
    }
    const recorded = (await hook(emulator, 'GET unknown')).json.requests
    expect(recorded).toHaveLength(refused.length)
  })

  it('refuses unknown query parameters, or records those that it leaves out', async () => {
    expect(emulator.routes.length).toBeGreaterThan(5)
    // Another version of Clerk's scripts may send more.
    const isLenient = (route: string) =>
      provider.name === 'clerk' && /\/v1\/(client|dev_browser|environment|me)/.test(route)
    for (const route of emulator.routes) {
      await hook(emulator, 'DELETE unknown')
      const { status } = await ask(route, '?not_a_parameter=1')
      const [first] = (await hook(emulator, 'GET unknown')).json.requests
      expect({ route, message: first?.message, isRefused: status === 501 }).toEqual({
        route,
        message: isLenient(route)
          ? 'left out: not_a_parameter'
          : `${pathOf(route)} with not_a_parameter is not emulated`,
        isRefused: !isLenient(route),
      })
    }
  })
})
