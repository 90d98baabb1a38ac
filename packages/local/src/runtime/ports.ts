import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { UserError } from './user-error.ts'

// Below the range from which systems hand out ports by themselves, so that no outgoing connection
// takes a port between the look and the part's start; a hundred for each process, so that two
// processes that look at the same time do not find the same one.
const first = 20_000 + (process.pid % 120) * 100
const given: number[] = []

/** A port on 127.0.0.1 that is free and was not given out a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + randomInt(100)
    if (given.includes(port) || (await listenError(port)) !== undefined) continue
    given.push(port)
    if (given.length > 50) given.shift()
    return port
  }
}

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
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
  server.close()
  await once(server, 'close')
  return undefined
}
