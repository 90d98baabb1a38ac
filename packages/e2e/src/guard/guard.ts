import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const preload = fileURLToPath(new URL('preload.cjs', import.meta.url))

/** A trip out of this machine that a process tried to make. */
interface Trip {
  trip: string
  target: string
}

/** Environment variables under which Node refuses to leave loopback, and writes what it refused. */
export function guardEnvironment(logFile: string): Record<string, string> {
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
    LOOPBACK_GUARD_LOG: logFile,
  }
}

/** What was refused so far. */
export function readTrips(logFile: string): Trip[] {
  if (!existsSync(logFile)) return []
  const lines = readFileSync(logFile, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Trip)
}

/** Whether a URL that a page asks for stays on this machine. */
export function staysHere(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(protocol)) return true
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
