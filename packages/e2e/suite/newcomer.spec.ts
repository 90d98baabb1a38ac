import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../src/app/free-port.ts'
import { waitForAnswer } from '../src/app/wait.ts'
import { plainEnvironment } from '../src/environment.ts'
import { run, start } from '../src/run.ts'
import { expect, provider, stage, test } from './test.ts'

test('a fresh clone runs the example with one command and without any account', async ({
  request,
}) => {
  test.setTimeout(300_000)
  const clone = join(stage.scratch, 'clone')
  await run('git', ['clone', '--quiet', join(stage.scratch, 'remote/owner/repo.git'), clone], {
    cwd: stage.scratch,
  })
  const pnpm = ['-y', 'pnpm@12.21.0']
  const emulatorPort = await freePort()
  const elsewhere = [
    ...['--gateway-port', `${await freePort()}`],
    ...['--emulator-port', `${emulatorPort}`],
  ]
  const inClone = { cwd: clone, env: plainEnvironment() }

  const logFile = join(stage.scratch, 'newcomer.log')
  const port = await freePort()
  const app = `http://localhost:${port}`
  const dev = ['dev', stage.provider, '--port', `${port}`, ...elsewhere]
  const server = start('npx', [...pnpm, ...dev], { ...inClone, logFile })
  try {
    // It says so once the app answers, having installed everything before.
    const isReady = () => readFileSync(logFile, 'utf8').includes(`App       ${app}`)
    await expect.poll(isReady, { timeout: 240_000 }).toBe(true)
    await waitForAnswer(app, server.ended)
    // With cookies, which some providers need to show their page.
    const signInPage = await request.get(app)
    expect(signInPage.status()).toBe(200)
    const standIn = { emulatorUrl: `http://127.0.0.1:${emulatorPort}`, appUrl: app }
    expect(signInPage.url()).toContain(provider.signInPage({ ...stage, ...standIn }))
    // As Ctrl-C does, which reaches every process of the terminal.
    process.kill(-server.pid, 'SIGINT')
    await server.ended
    await expect(fetch(app)).rejects.toThrow('fetch failed')
  } finally {
    await server.stop()
  }
  expect(existsSync(join(clone, '.local', stage.provider))).toBe(true)

  const local = ['local', stage.provider, ...elsewhere, '--', 'printenv']
  expect(await run('npx', [...pnpm, ...local], inClone)).toContain('INSFORGE_JWT_SECRET=')
})
