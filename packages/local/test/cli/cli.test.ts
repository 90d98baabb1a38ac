import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pnpmOf } from '../../src/cli/repository.ts'
import { createProgress, wrap } from '../../src/cli/terminal.ts'
import { identify } from '../../src/runtime/identity.ts'
import { runInTerminal } from '../../src/runtime/run.ts'
import { eventually } from '../eventually.ts'
import { tempFolder } from '../temp.ts'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const source = (path: string) => new URL(`../../src/${path}`, import.meta.url).href
const node = (...args: string[]) => spawn(process.execPath, ['--import', tsx, ...args])
const script = (code: string) => node('--input-type=module', '-e', code)

async function outcomeOf(
  child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream },
) {
  const ended = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await ended
  return { status, stdout, stderr }
}

describe.each(['dev', 'local'])('pnpm %s', (tool) => {
  const run = (...args: string[]) =>
    outcomeOf(node(fileURLToPath(source(`cli/${tool}.ts`)), ...args))

  test('ends wrong usage with 2', async () => {
    const { status, stdout, stderr } = await run('workso')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Did you mean workos?')
  })

  test('ends --help with 0', async () => {
    const { status, stdout, stderr } = await run('--help')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`pnpm@12.21.0 ${tool} <provider>`)
  })
})

test.each([
  ['SIGINT', 'Stopping…\n'],
  ['SIGTERM', 'Stopping…\n'],
] as const)('%s is answered at once', async (signal, stderr) => {
  const child = script(`
    import { main } from ${JSON.stringify(source('cli/main.ts'))}
    await main(async (stop) => {
      setInterval(() => {}, 1_000)
      console.log('ready')
      await stop.first
      return 0
    })`)
  child.stdout.once('data', () => child.kill(signal))
  expect(await outcomeOf(child)).toEqual({ status: 0, stdout: 'ready\n', stderr })
})

test('an error that a sentence explains fits 80 columns, its log and its addresses stay whole', () => {
  const address = `http://127.0.0.1:7130/${'x'.repeat(80)}`
  const log = `  ${'log '.repeat(30)}`
  const wrapped = wrap(`Port 7130 is taken. ${'Free it. '.repeat(10)}${address}\n${log}`)
  const lines = wrapped.split('\n')
  expect(lines).toContain(address)
  expect(lines.at(-1)).toBe(log)
  for (const line of lines.slice(0, -2)) expect(line.length).toBeLessThanOrEqual(80)
  expect(wrapped.replaceAll('\n', ' ').startsWith('Port 7130 is taken. Free it. Free it.')).toBe(
    true,
  )
})

test.each([
  ['/home/me/.npm/_npx/0390/node_modules/pnpm/pnpm', 'npx -y pnpm@12.21.0'],
  ['/usr/lib/node_modules/npm/bin/npm-cli.js', 'npx -y pnpm@12.21.0'],
  [undefined, 'npx -y pnpm@12.21.0'],
  ['/usr/lib/node_modules/pnpm/bin/pnpm.cjs', 'pnpm'],
])('hints are for the command that the reader has: %s', (npm_execpath, command) => {
  expect(pnpmOf({ npm_execpath })).toBe(command)
})
describe('a command', () => {
  const never = new Promise<NodeJS.Signals>(() => {})
  const sh = (script: string, interrupted = never) =>
    runInTerminal(['sh', '-c', script], process.env, interrupted)

  test('gives its exit status, or the one that stands for its signal', async () => {
    expect(await sh('exit 7')).toBe(7)
    expect(await sh('kill -KILL $$')).toBe(137)
  })

  test('that does not exist is said plainly', async () => {
    await expect(runInTerminal(['no-such-program'], process.env, never)).rejects.toThrow(
      'no-such-program could not be run',
    )
  })

  test('gets the signal that its runner got', async () => {
    const folder = tempFolder()
    const ready = join(folder.path, 'ready')
    const interrupted = eventually(() => existsSync(ready)).then(() => 'SIGTERM' as const)
    const script = `trap "exit 3" TERM; touch ${ready}; while :; do sleep 0.05; done`
    expect(await sh(script, interrupted)).toBe(3)
    folder.remove()
  })

  test('leaves nothing running', async () => {
    const child = spawn(process.execPath, [
      '--import',
      tsx,
      '--input-type=module',
      '-e',
      `import { runInTerminal } from ${JSON.stringify(new URL('../../src/runtime/run.ts', import.meta.url).href)}
       await runInTerminal(['sh', '-c', 'sleep 60 & echo $!'], process.env, new Promise(() => {}))
       process.exit(0)`,
    ])
    const pid = Number(await text(child.stdout))
    expect(pid).toBeGreaterThan(0)
    expect(await eventually(() => identify(pid) === undefined)).toBe(true)
  })
})

describe('progress', () => {
  const shown = (isTTY: boolean) => {
    let written = ''
    const write = (chunk: string) => {
      written += chunk
      return true
    }
    const progress = createProgress({ isTTY, write } as NodeJS.WriteStream)
    progress.show('One')
    progress.show('Two')
    progress.clear()
    return written
  }

  test('replaces one line on a terminal', () => {
    expect(shown(true)).toBe('\r\u001B[2KOne …\r\u001B[2KTwo …\r\u001B[2K')
  })

  test('is plain lines elsewhere', () => {
    expect(shown(false)).toBe('One\nTwo\n')
  })
})
