import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type Account,
  type Accounts,
  addAccount,
  deleteAccount,
  mergeMetadata,
  updateAccount,
} from '../../src/emulator/accounts.ts'
import { openStateFile } from '../../src/runtime/state-file.ts'
import { perTest } from '../per.ts'
import { tempFolder } from '../temp.ts'

const folder = perTest(tempFolder, ({ remove }) => remove())

/** Accounts with Ann's and Bob's among them, and what was told of them. */
function open() {
  const told: string[] = []
  let count = 0
  const store = {
    state: openStateFile<{ accounts: Accounts; sessions: object }>(join(folder.path, 'state'), {
      accounts: {},
      sessions: {},
    }),
    createAccountId: () => `user_${++count}`,
    now: () => 0,
    webhooks: { send: (event: string, { id }: Account) => told.push(`${event} ${id}`) },
  }
  const add = (email: string) =>
    addAccount(store, {
      email,
      emailVerified: true,
      firstName: null,
      lastName: null,
      passwordHash: null,
    })
  const [ann, bob] = [add('ann@example.com'), add('Bob@example.com')]
  if (!ann || !bob) throw new Error('they were not added')
  return { store, told, add, ann, bob }
}

test('an address has one account', () => {
  const { store, told, add, ann, bob } = open()
  expect(add('bob@EXAMPLE.com')).toBeUndefined()
  expect(updateAccount(store, ann, { email: 'BOB@example.com', firstName: 'A' })).toBeUndefined()
  expect(store.state.data.accounts).toEqual({ user_1: ann, user_2: bob })
  expect(told).toEqual(['created user_1', 'created user_2'])
})

test('a new address is not verified unless it is said to be', () => {
  const { store, ann } = open()
  expect(updateAccount(store, ann, { firstName: 'Ann' })).toMatchObject({ emailVerified: true })
  const email = 'ann@example.org'
  expect(updateAccount(store, ann, { email })).toMatchObject({ email, emailVerified: false })
  expect(updateAccount(store, ann, { email, emailVerified: true })?.emailVerified).toBe(true)
})

test('what is not named, or is undefined, stays', () => {
  const { store, ann } = open()
  updateAccount(store, ann, { firstName: 'Ann', lastName: 'Example' })
  const changed = updateAccount(store, ann, { firstName: undefined, lastName: null })
  expect(changed).toMatchObject({ firstName: 'Ann', lastName: null })
})

test('a change that comes too late does not bring an account back', () => {
  const { store, told, ann } = open()
  deleteAccount(store, ann)
  expect(updateAccount(store, ann, { firstName: 'Ann' })).toBeUndefined()
  expect(Object.keys(store.state.data.accounts)).toEqual(['user_2'])
  expect(told.at(-1)).toBe('deleted user_1')
})

test('what belongs to an account goes with it, and nothing else', () => {
  const { store, ann } = open()
  const others = { two: { userId: 'user_2', note: 'user_1' } }
  store.state.change((data) => {
    Object.assign(data, {
      // Before what it hangs on: the order does not matter.
      tokens: { t1: { sessionId: 'one' }, t2: { sessionId: 'two' } },
      sessions: { one: { userId: 'user_1' }, ...others },
      links: [{ userId: 'user_1' }, { userId: 'user_2' }],
      profiles: { user_1: {}, user_2: {} },
      claims: { g1: {}, g2: {} },
      records: { 'Grant:g1': { accountId: 'user_1', jti: 'g1' }, 'Grant:g2': { jti: 'g2' } },
    })
  })
  deleteAccount(store, ann)
  const { accounts, ...kept } = store.state.data
  expect(Object.keys(accounts)).toEqual(['user_2'])
  expect(kept).toEqual({
    tokens: { t2: { sessionId: 'two' } },
    sessions: others,
    links: [{ userId: 'user_2' }],
    profiles: { user_2: {} },
    claims: { g2: {} },
    records: { 'Grant:g2': { jti: 'g2' } },
  })
})

test('metadata is merged, at any depth where a vendor does so', () => {
  const kept = { a: { b: 1, c: 2 }, d: 3 }
  const changes = { a: { b: null, e: [4] }, d: null, f: 5 }
  expect(mergeMetadata(kept, changes)).toEqual({ a: { b: null, e: [4] }, f: 5 })
  expect(mergeMetadata(kept, changes, true)).toEqual({ a: { c: 2, e: [4] }, f: 5 })
  expect(mergeMetadata(undefined, { a: null, b: 1 })).toEqual({ b: 1 })
  expect(kept).toEqual({ a: { b: 1, c: 2 }, d: 3 })
})
