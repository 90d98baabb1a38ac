import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { UserError } from './user-error.ts'

/** How many ports a process keeps claimed; far more than it needs at a time. */
const CLAIMS = 50

/**
 * Makes a function that gives out the ports of a range on 127.0.0.1, each free, and none that it or
 * another process gave out a moment ago: what is to listen there may take seconds to start. A port is
 * claimed by listening on its twin, `count` above it, which a process that ends lets go of.
 */
export function portsOf(first: number, count: number): () => Promise<number> {
  const claims: Server[] = []
  return async () => {
    for (;;) {
      const port = first + randomInt(count)
      const claim = await tryListen(port + count)
      if (!('server' in claim)) continue
      if ((await listenError(port)) !== undefined) {
        claim.server.close()
        continue
      }
      claims.push(claim.server.unref())
      if (claims.length > CLAIMS) claims.shift()?.close()
      return port
    }
  }
}

/**
 * A port on 127.0.0.1 that is free and was not given out a moment ago, by any process. It is below
 * the range from which systems hand out ports by themselves, so that no outgoing connection takes it
 * either.
 */
export const freePort = portsOf(20_000, 6_000)

/** Throws a UserError that names the port, what needs it and the next step. */
export async function assertPortFree(port: number, what: string, nextStep: string): Promise<void> {
  const code = await listenError(port)
  if (code === undefined) return
  const reason = code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${code})`
  throw new UserError(
    `Port ${port} (${what}) ${reason}. ${nextStep}\nWho has it: lsof -nP -iTCP:${port} -sTCP:LISTEN`,
  )
}

async function listenError(port: number): Promise<string | undefined> {
  const tried = await tryListen(port)
  if (!('server' in tried)) return tried.code
  tried.server.close()
  await once(tried.server, 'close')
  return undefined
}

async function tryListen(port: number): Promise<{ server: Server } | { code: string }> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return { server }
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'unknown' }
  }
}
