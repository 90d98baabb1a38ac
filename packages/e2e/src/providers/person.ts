import { randomUUID } from 'node:crypto'

/** A user with an account at the provider. */
export interface Person {
  email: string
  password: string
}

/**
 * A user that no other test knows. Clerk takes an address with this tag for one of a test and sends
 * nothing to it; to the others it is an address like any other.
 *
 * @param length How long the address is at least.
 */
export function newPerson(length = 0): Person {
  const id = randomUUID()
  const email = `${id.slice(0, 8)}+clerk_test@example.com`
  return { email: email.padStart(length, 'a'), password: `pass-${id}` }
}
