import { randomUUID } from 'node:crypto'

/** Somebody with an account at the provider. */
export interface Person {
  email: string
  password: string
}

/** Somebody whom no other test knows. Clerk takes an address with this tag for one of a test, to
 * which it sends nothing; to the others it is an address like any. */
export function newPerson(): Person {
  const id = randomUUID()
  return { email: `${id.slice(0, 8)}+clerk_test@example.com`, password: `pass-${id}` }
}
