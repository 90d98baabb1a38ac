import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, test } from 'vitest'
import { buildPackage, pack } from '../build.ts'
import { processesIn, run } from '../src/runtime/index.ts'
import { perFile } from './per.ts'
import { migrationsDir } from './runtime/fixture.ts'
import { tempFolder } from './temp.ts'

/** The package, packed, and an app outside of the repository that has it installed. */
const made = perFile(
  async () => {
    const folder = tempFolder()
    const built = join(folder.path, 'built')
    await buildPackage(built)
    const archive = await pack(built, folder.path)
    const app = join(folder.path, 'app')
    mkdirSync(app)
    writeFileSync(join(app, 'package.json'), '{ "private": true }')
    cpSync(migrationsDir, join(app, 'migrations'), { recursive: true })
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock']
    await run('npm', ['install', ...quiet, archive], { cwd: app })
    return { ...folder, archive, built, app }
  },
  ({ remove }) => remove(),
)

const list = () =>
  execFileSync('tar', ['-tzf', made.archive], { encoding: 'utf8' }).trim().split('\n')

describe('what npm gets', () => {
  test('is small, and holds what runs and nothing else', () => {
    expect(statSync(made.archive).size).toBeLessThan(2_000_000)
    const files = list().map((path) => path.replace('package/', ''))
    const needed = ['LICENSE', 'README.md', 'lib/insforge/bootstrap.sql', 'package.json']
    expect(files).toEqual(expect.arrayContaining([...needed, 'lib/cli/insforge-local.js']))
    const isCode = (file: string) => /^lib\/.*\.(js|d\.ts)$/.test(file)
    expect(files.filter((file) => !isCode(file)).toSorted()).toEqual(needed)
    expect(files.filter((file) => /cli\/(dev|repository)\./.test(file))).toEqual([])
  })

  test('is what publint wants', async () => {
    const tarball = new Uint8Array(readFileSync(made.archive)).buffer
    const { messages, pkg = {} } = await publint({ pack: { tarball } })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('leads to no folder of the repository', () => {
    expect(readFileSync(join(made.built, 'README.md'), 'utf8')).not.toContain('](../')
    expect(readFileSync(join(made.built, 'package.json'), 'utf8')).not.toMatch(/workspace:|private/)
  })
})

describe('in an app that has installed it', () => {
  const ask = `const { env } = process
    const list = await fetch(env.INSFORGE_URL + '/api/database/records/todos', {
      headers: { authorization: 'Bearer ' + env.INSFORGE_API_KEY } })
    const users = await fetch('http://127.0.0.1:' + env.WORKOS_API_PORT + '/_emulate/users')
    console.log(JSON.stringify({ rows: await list.json(), ...await users.json(), port: env.PORT }))`
  const runBin = async (...options: string[]) => {
    const ports = ['--gateway-port', '0', '--emulator-port', '0']
    const command = ['--', process.execPath, '--input-type=module', '-e', ask]
    const args = ['insforge-local', 'workos', ...ports, ...options, ...command]
    return JSON.parse(await run('npx', args, { cwd: made.app }))
  }

  test('there is no TypeScript loader, and nothing that only Clerk needs', async () => {
    const { stdout } = {
      stdout: await run('npm', ['ls', '--all', '--parseable'], { cwd: made.app }),
    }
    expect(stdout).toContain('oidc-provider')
    expect(stdout).not.toMatch(/node_modules\/(tsx|typescript|esbuild|jiti|@clerk\/[\w-]+)$/m)
  })

  test('it runs a command with everything there, keeps rows and users, and leaves nothing running', async () => {
    const seed = {
      users: [{ email: 'ann@example.com', password: 'a password' }],
      rows: { todos: [{ user_id: 'ann@example.com', title: 'milk' }] },
    }
    writeFileSync(join(made.app, 'seed.json'), JSON.stringify(seed))
    const first = await runBin('--seed', 'seed.json', '--port', '4321')
    expect(first).toMatchObject({ rows: [{ title: 'milk' }], port: '4321' })
    expect(first.users).toMatchObject([{ email: 'ann@example.com' }])
    expect(first.rows[0].user_id).toBe(first.users[0].id)
    expect(processesIn(made.path)).toEqual([])
    expect(await runBin()).toMatchObject({ rows: first.rows, users: first.users })
    expect(processesIn(made.path)).toEqual([])
    expect(statSync(join(made.app, '.local/secrets.json')).mode & 0o777).toBe(0o600)
  })

  test('createEmulator starts, goes back to its seed, and ends', async () => {
    const script = `import { createEmulator } from '@insforge-auth-starters/local'
      const seed = { users: [{ email: 'ann@example.com' }] }
      const { url, reset, close } = await createEmulator({ provider: 'stytch', seed })
      const count = async () => (await (await fetch(url + '/_emulate/users')).json()).users.length
      const body = JSON.stringify({ email: 'bob@example.com' })
      await fetch(url + '/_emulate/users', { method: 'POST', body })
      const before = await count()
      await reset()
      console.log(before, await count())
      await close()`
    writeFileSync(join(made.app, 'script.mjs'), script)
    expect(await run(process.execPath, ['script.mjs'], { cwd: made.app })).toBe('2 1\n')
    expect(processesIn(made.path)).toEqual([])
  })
})
