import { randomUUID } from 'node:crypto'

/** Somebody with an account at the provider. */
export interface Person {
  email: string
  password: string
}

/** Somebody whom no other test knows. */
export function newPerson(): Person {
  const id = randomUUID()
  return { email: `${id.slice(0, 8)}@example.com`, password: `pass-${id}` }
}
