import type { BrowserContext } from '@playwright/test'
import { expect, it } from 'vitest'
import { CookieOwners } from '../together/cookie-owners.ts'

interface Cookie {
  domain: string
  name: string
  value: string
}

/** A jar that is what the test says at each moment. */
function jar() {
  const cookies: Cookie[] = []
  const context = { cookies: async () => cookies } as unknown as BrowserContext
  const set = (domain: string, name: string, value: string) => {
    const index = cookies.findIndex((one) => one.domain === domain && one.name === name)
    cookies.splice(index < 0 ? cookies.length : index, 1, { domain, name, value })
  }
  const remove = (name: string) => {
    const index = cookies.findIndex((one) => one.name === name)
    cookies.splice(index, 1)
  }
  return { context, set, remove }
}

it('a cookie that two apps make, change or take away is found', async () => {
  const { context, set, remove } = jar()
  const owners = new CookieOwners(context)
  await owners.during('one', async () => {
    set('localhost', 'own', '1')
    set('localhost', 'changed', '1')
    set('localhost', 'taken away', '1')
    set('127.0.0.1', 'session', '1')
  })
  await owners.during('two', async () => {
    set('localhost', 'changed', '2')
    set('localhost', 'session', '2')
    remove('taken away')
  })
  await owners.during('one', async () => set('localhost', 'own', '2'))
  expect(owners.shared()).toEqual([
    'changed on localhost: one, two',
    'taken away on localhost: one, two',
  ])
  expect(owners.counts()).toEqual({ one: 4, two: 3 })
})
