import type { Context } from 'hono'
import { UserError } from '../runtime/user-error.ts'
import { type Account, type AccountStore, createAccount, findAccountByEmail } from './accounts.ts'

/**
 * A hook that goes back to the state of a fresh start: the users of the seed, with the ids that they
 * had, and their rows; no sessions, settings as they are at first. Keys and secrets stay, so that the
 * app goes on. Resets that overlap run one after the other.
 */
export function resetHook(store: AccountStore, describe: (account: Account) => object) {
  let last: Promise<unknown> = Promise.resolve()
  return async (c: Context): Promise<Response> => {
    const reset = Promise.allSettled([last]).then(() => startOver(store))
    last = reset
    try {
      return c.json({ users: (await reset).map(describe) })
    } catch (error) {
      if (error instanceof UserError) return c.json({ message: error.message }, 422)
      throw error
    }
  }
}

async function startOver(store: AccountStore): Promise<readonly Account[]> {
  const { state, seeding } = store
  const before = structuredClone(state.data.accounts)
  state.startOver(['keys'])
  store.forget?.()
  try {
    const accounts: Account[] = []
    for (const user of seeding?.users ?? []) {
      const id = user.id ?? findAccountByEmail(before, user.email)?.id
      const account = await createAccount(store, { ...user, id })
      if (account) accounts.push(account)
    }
    await seeding?.fill(accounts)
    return accounts
  } catch (error) {
    // Half a seed would look like a whole one at the next start.
    state.startOver(['keys'])
    throw error
  }
}
