import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { providers, startTogether, type Together } from '@insforge-auth-starters/local'
import { freePort } from '@insforge-auth-starters/local/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callHook, createUser, newPerson } from '../../src/driver.ts'
import { plainEnvironment } from '../../src/environment.ts'
import { listen } from '../../src/listen.ts'
import { casesOf } from './cases.ts'
import { diagnose, type Found, folderOf, stopDoctors } from './set-up.ts'

const scratch = mkdtempSync(join(tmpdir(), 'doctor-'))
// Postgres runs as another user when this runs as root.
chmodSync(scratch, 0o755)
let local: Together
let deadUrl: string

beforeAll(async () => {
  const apps = await Promise.all(
    providers.map(async (provider) => {
      const appUrl = `http://localhost:${await freePort()}`
      return { provider, appUrl, appDir: folderOf(provider.name), emulatorPort: 0 }
    }),
  )
  local = await startTogether({
    ...{ apps, what: 'the doctor’s tests', stateDir: join(scratch, 'state'), gatewayPort: 0 },
    migrationsDir: join(folderOf('workos'), 'migrations'),
  })
  deadUrl = `http://127.0.0.1:${await freePort()}`
})

afterAll(async () => {
  stopDoctors()
  await local?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

/** An example's emulator, and the variables of a right set-up. */
function placesOf(example: string) {
  const app = local.apps.find(({ provider }) => provider.name === example)
  if (!app) throw new Error(`There is no app of ${example}`)
  return { env: { ...local.env, ...app.env }, emulatorUrl: app.emulatorUrl, deadUrl }
}

const examples = providers.map(({ name }) => name)

const wrongOf = (found: readonly Found[] = []) =>
  found
    .filter(({ status }) => status === 'wrong')
    // Times are told to the second.
    .map(({ name, says }) => `${name}: ${says.replace(/(399|401)(?= seconds)/, '400')}`)

describe('the doctor', () => {
  interface Diagnosis {
    readonly right: readonly Found[]
    /** How long it took for the right set-up. */
    readonly ms: number
    readonly broken: readonly (readonly Found[])[]
  }
  const diagnoses = new Map<string, Diagnosis>()

  // Side by side: a doctor waits for answers most of the time.
  beforeAll(async () => {
    await Promise.all(
      providers.map(async ({ name }) => {
        const places = placesOf(name)
        const cases = casesOf(name, places)
        // This starts it.
        await diagnose(name, [])
        const begin = performance.now()
        const [right = []] = await diagnose(name, [places])
        const ms = performance.now() - begin
        const setUps = cases.map(({ change, clockSeconds = 0 }) => ({
          ...{ env: { ...places.env, ...change }, clockSeconds },
        }))
        diagnoses.set(name, { right, ms, broken: await diagnose(name, setUps) })
      }),
    )
  })

  function diagnosisOf(example: string): Diagnosis {
    const diagnosis = diagnoses.get(example)
    if (!diagnosis) throw new Error(`The doctor of ${example} has looked at nothing`)
    return diagnosis
  }

  test.each(examples)('of %s finds nothing wrong in a right set-up, in under 5 s', (example) => {
    const { right, ms } = diagnosisOf(example)
    expect(wrongOf(right)).toEqual([])
    const checked = right.filter(({ status }) => status === 'ok').map(({ name }) => name)
    const tables = ['Token', 'Migrations', 'Strangers', 'Users in todos', 'Rows of an account']
    const always = ['Variables', 'Account deletion', 'Webhook', 'InsForge', 'Clock']
    expect(checked).toEqual(expect.arrayContaining(always))
    if (example !== 'clerk') expect(checked).toEqual(expect.arrayContaining(tables))
    expect(ms).toBeLessThan(5_000)
  })

  test.each(examples)('of %s has one sentence for each wrong thing, and a next step', (example) => {
    const places = placesOf(example)
    const cases = casesOf(example, places)
    const { broken } = diagnosisOf(example)
    const said = cases.map(({ what }, index) => [what, wrongOf(broken[index])])
    expect(said).toEqual(cases.map(({ what, says }) => [what, [says]]))
    const findings = broken.flat()
    for (const { next } of findings.filter(({ status }) => status === 'wrong')) {
      expect(next).toMatch(/\w/)
    }
    // Nothing secret is printed.
    const printed = JSON.stringify(findings)
    for (const [name, value] of Object.entries(places.env)) {
      if (/SECRET|PASSWORD|API_KEY/.test(name)) expect(printed.includes(value), name).toBe(false)
    }
  })
})

test('there are at least 60 broken set-ups', () => {
  const counts = examples.map((example) => casesOf(example, placesOf(example)).length)
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(60)
})

describe('the migrations', () => {
  const workos = folderOf('workos')

  /** A folder with the migrations of the starter and one more. */
  function withMigration(sql: string): string {
    const folder = mkdtempSync(join(scratch, 'app-'))
    cpSync(join(workos, 'migrations'), join(folder, 'migrations'), { recursive: true })
    writeFileSync(join(folder, 'migrations/20270101000000_more.sql'), sql)
    return folder
  }

  let version = 20270101000000

  /** PostgREST knows a new table a moment after its migration was answered. */
  const soon = { timeout: 20_000, interval: 200 }

  async function apply(name: string, sql: string) {
    const answer = await fetch(`${local.gatewayUrl}/api/database/migrations`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': local.env.INSFORGE_API_KEY ?? '',
      },
      body: JSON.stringify({ version: `${version++}`, name, sql }),
    })
    expect(answer.status, await answer.text()).toBe(201)
  }

  const notes = `create table public.notes (
    id uuid primary key default gen_random_uuid(),
    user_id text not null default public.requesting_user_id(),
    title text not null check (title <> ''),
    count integer not null
  );`

  test.each([
    [notes, 'The table notes is missing: 20270101000000_more.sql is not applied.'],
    [
      'alter table public.todos add column due_on date;',
      'A column of the table todos is missing: 20270101000000_more.sql is not applied.',
    ],
  ])('that are not applied are named: %s', async (sql, says) => {
    const { env } = placesOf('workos')
    const [found] = await diagnose('workos', [{ env, folder: withMigration(sql) }])
    expect(wrongOf(found)).toEqual([`Migrations: ${says}`])
  })

  test('without policies are named, and nothing is left in the table', async () => {
    const folder = withMigration(notes)
    await apply('notes', notes)
    const { env } = placesOf('workos')
    const diagnosis = async () => wrongOf((await diagnose('workos', [{ env, folder }]))[0])
    await expect
      .poll(diagnosis, soon)
      .toEqual([
        'Strangers: The table notes answers the anon key.',
        'Users in notes: One user reads the rows of another.',
      ])
    await apply('no-anon', 'revoke all on public.notes from anon;')
    const policy = (name: string, rest: string) =>
      apply(name, `create policy ${name} on public.notes ${rest};`)
    const own = 'user_id = (select public.requesting_user_id())'
    await apply('enable', 'alter table public.notes enable row level security;')
    await policy('readown', `for select to authenticated using (${own})`)
    await policy('writeany', 'for insert to authenticated with check (true)')
    await policy('deleteown', `for delete to authenticated using (${own})`)
    await expect
      .poll(diagnosis, soon)
      .toEqual(['Users in notes: One user writes rows for another.'])
    // What deletes an account would hide what the check has left.
    rmSync(join(folder, 'migrations/20261101000020_my-rows.sql'))
    expect(await diagnosis()).toEqual(['Users in notes: One user writes rows for another.'])
    const rows = await fetch(`${local.gatewayUrl}/api/database/records/notes`, {
      headers: { 'x-api-key': env.INSFORGE_API_KEY ?? '' },
    })
    expect(await rows.json()).toEqual([])
  })

  test('whose rows do not go with their user’s account are named', async () => {
    const receipts = `create table public.receipts (
      user_id text not null default public.requesting_user_id()
    );
    alter table public.receipts enable row level security;
    revoke all on public.receipts from anon;
    create policy read on public.receipts for select to authenticated using (user_id = (select public.requesting_user_id()));
    create policy write on public.receipts for insert to authenticated with check (user_id = (select public.requesting_user_id()));`
    await apply('receipts', receipts)
    const { env } = placesOf('workos')
    const folder = withMigration(receipts)
    const diagnosis = async () => wrongOf((await diagnose('workos', [{ env, folder }]))[0])
    const says = 'They stay: rows of the user cannot be deleted from: receipts.'
    await expect.poll(diagnosis, soon).toEqual([`Rows of an account: ${says}`])
    await apply('no-receipts', 'drop table public.receipts;')
  })
})

test('what the app can do without is not checked if none of its variables is set', async () => {
  const { env } = placesOf('workos')
  const [found = []] = await diagnose('workos', [{ env: { ...env, WORKOS_WEBHOOK_SECRET: '' } }])
  expect(found).toContainEqual({
    name: 'Webhook',
    status: 'not checked',
    says: 'WORKOS_WEBHOOK_SECRET is not set.',
    next: 'WorkOS dashboard > Webhooks > your endpoint > Signing secret',
  })
  expect(wrongOf(found)).toEqual([])
})

test('an InsForge that is not on this machine is written to when asked, and only then', async () => {
  const { gatewayUrl, env } = local
  // This machine by another name, which does not count as it.
  const elsewhere = `http://[::ffff:127.0.0.1]:${new URL(gatewayUrl).port}`
  const away = { ...placesOf('workos').env, NEXT_PUBLIC_INSFORGE_URL: elsewhere }
  const writes = async () => {
    const answer = await fetch(`${gatewayUrl}/_emulate/log`, {
      headers: { 'x-api-key': env.INSFORGE_API_KEY ?? '' },
    })
    const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] }
    return requests.filter(({ method, path }) => method !== 'GET' && path.includes('/records/'))
  }
  const before = (await writes()).length
  for (const options of [{}, { user: 'user_1' }]) {
    const [found = []] = await diagnose('workos', [{ env: away, options }])
    expect(found.find(({ name }) => name === 'Writing')?.status).toBe('not checked')
    expect(wrongOf(found)).toEqual([])
  }
  expect((await writes()).length).toBe(before)
  const [found = []] = await diagnose('workos', [{ env: away, options: { write: true } }])
  expect(found.map(({ name, status }) => `${name}: ${status}`)).toContain('Users in todos: ok')
  expect((await writes()).length).toBeGreaterThan(before)
})

test('an InsForge that stops answering midway is named in a sentence', async () => {
  const server = createServer(({ url = '', socket }, answer) => {
    if (url === '/api/health') answer.end('{"service":"Insforge OSS Backend","version":"2.3.1"}')
    else if (url.includes('/rpc/')) answer.end('"doctor|1"')
    else socket.destroy()
  })
  const stopping = await listen(server)
  const env = { ...placesOf('workos').env, NEXT_PUBLIC_INSFORGE_URL: stopping }
  const [found] = await diagnose('workos', [{ env }])
  server.close()
  const { host } = new URL(stopping)
  expect(wrongOf(found)).toEqual([expect.stringContaining(`InsForge: ${host} cannot be reached: `)])
})

test.each([
  ['WORKOS_API_KEY=sk_a$b', 'In .env.local it has a $: Next reads only a part of it.'],
  ['WORKOS_API_KEY="sk_a$b"', 'In .env.local it has a $: Next reads only a part of it.'],
  ['WORKOS_API_KEY=sk_a#b', 'In .env.local it has a #: Next reads only a part of it.'],
  ['WORKOS_API_KEY=sk_a #b', 'In .env.local it has a #: Next reads only a part of it.'],
  ['WORKOS_API_KEY=sk_a\\$b', undefined],
  ['WORKOS_API_KEY="sk_a#b"', undefined],
  ['WORKOS_API_KEY=sk_a # of the dashboard', undefined],
  ['# WORKOS_API_KEY=a$b', undefined],
])('the variables file with %s', async (line, says) => {
  const folder = mkdtempSync(join(scratch, 'app-'))
  cpSync(join(folderOf('workos'), 'migrations'), join(folder, 'migrations'), { recursive: true })
  writeFileSync(join(folder, '.env.local'), `${line}\n`)
  const { env } = placesOf('workos')
  const [found] = await diagnose('workos', [{ env, folder }])
  expect(wrongOf(found)).toEqual(says === undefined ? [] : [`WORKOS_API_KEY: ${says}`])
})

describe('Clerk’s template', () => {
  const claims = { role: 'authenticated', aud: 'insforge-api' }
  const right = { templateName: 'insforge', templateKey: 'insforge', templateClaims: claims }

  async function diagnosis(settings: object, user?: string) {
    const { env, emulatorUrl } = placesOf('clerk')
    await callHook({ emulatorUrl }, 'settings', settings)
    const options = user === undefined ? {} : { user }
    const [found = []] = await diagnose('clerk', [{ env, options }])
    await callHook({ emulatorUrl }, 'settings', right)
    return found
  }

  test.each([
    [{ templateName: null }, ['Clerk has no template “insforge”.']],
    [{ templateName: 'InsForge' }, ['Clerk has no template “insforge”.']],
    [
      { templateKey: 'instance' },
      ['Its “Custom signing key” is off.', 'It signs with RS256 in place of HS256.'],
    ],
    [
      { templateClaims: { ...claims, role: 'project_admin' } },
      ['Its role is "project_admin" in place of "authenticated".'],
    ],
    [
      { templateClaims: { ...claims, email: 'x' } },
      ['It has the claim email, which may be unverified: remove it.'],
    ],
  ])('is read: %j', async (settings, says) => {
    const found = wrongOf(await diagnosis(settings))
    expect(found).toEqual(says.map((one) => `JWT template: ${one}`))
  })

  test('is tried for a user that is named', async () => {
    const { emulatorUrl } = placesOf('clerk')
    const { email } = await createUser({ emulatorUrl }, newPerson())
    const answer = await fetch(`${emulatorUrl}/_emulate/users`)
    const { users } = (await answer.json()) as { users: { id: string }[] }
    const { id } = users.find((one) => JSON.stringify(one).includes(email)) ?? { id: '' }
    const found = await diagnosis({}, id)
    expect(wrongOf(found)).toEqual([])
    const checked = found.map(({ name, status }) => `${name}: ${status}`)
    expect(checked).toEqual(expect.arrayContaining(['Token: ok', 'Users in todos: ok']))

    const another = { templateKey: { secret: 'another secret, and long enough for it' } }
    expect(wrongOf(await diagnosis(another, id))).toEqual([
      'Token: InsForge rejects this app’s tokens.',
    ])
    const unknown = await diagnosis({}, 'user_unknown')
    expect(unknown.find(({ name }) => name === 'Token')?.status).toBe('not checked')
  })
})

describe('npm run doctor', () => {
  const run = promisify(execFile)

  const pnpm = ['npx', '-y', 'pnpm@12.21.0'] as const

  async function doctor([command, ...before]: readonly string[], env: object, ...args: string[]) {
    const options = { cwd: folderOf('workos'), env: { ...plainEnvironment(), ...env } }
    try {
      const all = [...before, 'run', '--silent', 'doctor', ...args]
      const { stdout } = await run(command ?? '', all, options)
      return { stdout, code: 0 }
    } catch (error) {
      return error as { stdout: string; code: number }
    }
  }

  test.each([
    ['npm', ['npm']],
    ['pnpm', pnpm],
  ])('ends with 0 if nothing is wrong, with %s', async (_, command) => {
    const { stdout, code } = await doctor(command, placesOf('workos').env)
    expect(stdout).toContain('✓ Token: InsForge accepts it and knows its user, doctor|1.')
    expect(code).toBe(0)
  })

  test('ends with 1 if something is, and says what to do', async () => {
    const env = { ...placesOf('workos').env, WORKOS_API_KEY: '' }
    const { stdout, code } = await doctor(['npm'], env)
    expect(stdout).toMatch(/✗ WORKOS_API_KEY: It is not set\.\n {4}WorkOS dashboard > API Keys/)
    expect(stdout).toContain('– Everything else: not checked.')
    expect(code).toBe(1)
  })

  test('prints JSON when asked', async () => {
    const { stdout } = await doctor(['npm'], placesOf('workos').env, '--', '--json')
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ name: 'Clock', status: 'ok' }),
    )
  })

  test('tells what it can be asked', async () => {
    const { stdout } = await doctor(['npm'], {}, '--', '--help')
    expect(stdout).toMatch(/--json/)
  })
})
