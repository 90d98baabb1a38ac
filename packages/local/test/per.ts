import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

type Make<T> = () => T | Promise<T>
type End<T> = (made: T) => unknown

/** What `make` gives, made anew for each test and ended after it. */
export function perTest<T extends object>(make: Make<T>, end?: End<T>): T {
  return between(beforeEach, afterEach, make, end)
}

/** What `make` gives, made once for the tests of a file or a block and ended after them. */
export function perFile<T extends object>(make: Make<T>, end?: End<T>): T {
  return between(beforeAll, afterAll, make, end)
}

function between<T extends object>(
  before: (hook: () => Promise<void>) => void,
  after: (hook: () => Promise<void>) => void,
  make: Make<T>,
  end?: End<T>,
): T {
  const now: { made?: T } = {}
  before(async () => {
    now.made = await make()
  })
  after(async () => {
    if (now.made) await end?.(now.made)
  })
  const current = () => {
    if (now.made) return now.made
    throw new Error('it is not made yet')
  }
  return new Proxy({} as T, {
    get: (_, name) => Reflect.get(current(), name),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(current(), name),
  })
}
