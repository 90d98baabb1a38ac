import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createProgress } from '../../src/cli/progress.ts'
import { identify } from '../../src/runtime/identity.ts'
import { runInTerminal } from '../../src/runtime/run.ts'
import { eventually } from '../eventually.ts'
import { tempFolder } from '../temp.ts'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

async function run(tool: 'dev' | 'local', ...args: string[]) {
  const entry = fileURLToPath(new URL(`../../src/cli/${tool}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', tsx, entry, ...args])
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { status, stdout, stderr }
}

describe('wrong usage ends with 2 and tells what there is', () => {
  test.each([
    ['dev', [], 'Which provider?'],
    ['dev', ['nope'], 'There is no provider called nope.'],
    ['dev', ['insforge'], 'There is no provider called insforge.'],
    ['dev', ['workos', '--port', 'x'], 'x is not a port.'],
    ['dev', ['all', 'workos'], 'One provider at a time, not also: workos'],
    ['dev', ['all', '--port', '65533'], '65533 is not the first of 5 ports.'],
    ['local', [], 'Which provider?'],
    ['local', ['all'], 'There is no provider called all.'],
    ['local', ['workos', '--nope'], "Unknown option '--nope'"],
  ] as const)('pnpm %s %j', async (tool, args, message) => {
    const { status, stdout, stderr } = await run(tool, ...args)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).toContain(`Usage: pnpm ${tool} <provider`)
    expect(stderr).toMatch(/^ {2}workos {5}WorkOS and InsForge$/m)
    expect(stdout).toBe('')
  })
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
