import type { BrowserContext } from '@playwright/test'

/**
 * Which app owns each cookie of a browser: the one that made or changed it. Cookies ignore ports, so all
 * apps on localhost share one jar, and their emulators on 127.0.0.1 another.
 */
export class CookieOwners {
  readonly #context: BrowserContext
  readonly #owners = new Map<string, Set<string>>()
  #jar = new Map<string, string>()

  constructor(context: BrowserContext) {
    this.#context = context
  }

  /** Does something that concerns one app alone; what it does to the jar is that app's. */
  async during(app: string, act: () => Promise<void>): Promise<void> {
    await act()
    const jar = await this.#read()
    for (const cookie of new Set([...this.#jar.keys(), ...jar.keys()])) {
      if (this.#jar.get(cookie) === jar.get(cookie)) continue
      const owners = this.#owners.get(cookie) ?? new Set()
      this.#owners.set(cookie, owners.add(app))
    }
    this.#jar = jar
  }

  /** How many cookies each app has had. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const owner of [...this.#owners.values()].flatMap((owners) => [...owners])) {
      counts[owner] = (counts[owner] ?? 0) + 1
    }
    return counts
  }

  /** The cookies that more than one app touched, and which. */
  shared(): string[] {
    const shared = [...this.#owners].filter(([, owners]) => owners.size > 1)
    return shared.map(([cookie, owners]) => `${cookie}: ${[...owners].join(', ')}`)
  }

  async #read(): Promise<Map<string, string>> {
    const cookies = await this.#context.cookies()
    return new Map(cookies.map(({ domain, name, value }) => [`${name} on ${domain}`, value]))
  }
}
