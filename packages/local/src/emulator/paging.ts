import type { Account } from './accounts.ts'

/** A page of accounts, the oldest first. */
export interface Page {
  readonly accounts: readonly Account[]
  /** Where the next page begins; null after the last one. */
  readonly next: string | null
}

/** The accounts from that cursor on, which is good after the account that it was made of is gone. */
export function pageOf(
  accounts: readonly Account[],
  limit: number,
  cursor: string | undefined,
): Page {
  const sorted = accounts.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const after = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString()
  const rest = sorted.filter((account) => keyOf(account) > after)
  const page = rest.slice(0, limit)
  const last = rest.length > limit ? page.at(-1) : undefined
  return { accounts: page, next: last ? Buffer.from(keyOf(last)).toString('base64url') : null }
}

const keyOf = ({ createdAt, id }: Account) => `${createdAt} ${id}`
