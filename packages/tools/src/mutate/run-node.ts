import { spawn } from 'node:child_process'

/** How a program ended; `exitCode` is null when a signal ended it. */
export interface Ended {
  readonly exitCode: number | null
  /** All that it printed. */
  readonly output: string
}

/** Milliseconds after which a check that hangs is ended, unless it is known to take longer. */
const LIMIT = 180_000

/**
 * Runs Node with these arguments in `cwd`, with `temporary` for its temporary files and without what
 * git or a test runner around it has set.
 */
export function runNode(
  args: readonly string[],
  cwd: string,
  temporary: string,
  limit = LIMIT,
): Promise<Ended> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GIT_|VITEST|NODE_ENV$)/.test(name)),
  )
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, NO_COLOR: '1', TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limit,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, output }))
  })
}
