import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { words } from '../emulator/words.ts'
import type { KnownProvider } from './index.ts'

/** What an emulator does of what its vendor documents. Routes are as in `GET /v1/users/:id`. */
export interface Support {
  readonly title: string
  readonly groups: readonly {
    readonly name: string
    readonly emulated: readonly string[]
    /** Answered 501. */
    readonly refused: readonly string[]
  }[]
  /** Emulated and not documented: pages that browsers are sent to, and scripts. */
  readonly undocumented: readonly string[]
  readonly notLookedAt: string
}

/** Starts the emulator with no state, on any free port, and asks it for its routes. */
export async function describeSupport(provider: KnownProvider): Promise<Support> {
  const stateDir = mkdtempSync(join(tmpdir(), 'emulator-routes-'))
  try {
    const emulator = await provider.startEmulator({
      emulatorUrl: 'http://127.0.0.1:0',
      appUrl: 'http://localhost:3000',
      secrets: provider.createSecrets(),
      insforgeJwtSecret: 'not used',
      stateDir,
    })
    await emulator.close()
    return supportOf(provider, emulator.routes)
  } finally {
    rmSync(stateDir, { recursive: true })
  }
}

/** What an emulator with these routes does of what its vendor documents. */
export function supportOf(
  { title, documented }: KnownProvider,
  routes: readonly string[],
): Support {
  const has = (list: readonly string[], route: string) =>
    list.some((each) => shapeOf(each) === shapeOf(route))
  const groups = Object.entries(documented.groups).map(([name, text]) => {
    const all = readRoutes(text)
    return {
      name,
      emulated: all.filter((route) => has(routes, route)),
      refused: all.filter((route) => !has(routes, route)),
    }
  })
  const known = groups.flatMap(({ emulated }) => emulated)
  return {
    title,
    groups,
    undocumented: routes.filter((route) => !has(known, route)),
    notLookedAt: words(documented.notLookedAt).join(' '),
  }
}

/** The route without the names of its parameters. */
const shapeOf = (route: string) => route.replace(/:\w+(\{[^/]*\})?/g, ':')

/** The routes in a text in which each path stands after its methods. */
export function readRoutes(text: string): string[] {
  const routes: string[] = []
  let methods: string[] = []
  for (const word of words(text)) {
    if (word.startsWith('/')) {
      routes.push(...methods.map((method) => `${method} ${word}`))
      methods = []
    } else {
      methods.push(word)
    }
  }
  return routes
}
