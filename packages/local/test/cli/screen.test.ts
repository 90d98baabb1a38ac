import { expect, test } from 'vitest'
import { screen } from '../../src/cli/screen.ts'
import { findProvider, providers } from '../../src/index.ts'

const password = 'f'.repeat(64)
const local = {
  env: { DATABASE_URL: `postgres://postgres:${password}@127.0.0.1:20123/postgres` },
  gatewayUrl: 'http://127.0.0.1:7130',
  seedWaits: false,
}

function served(...names: string[]) {
  return names.map((name, index) => {
    const provider = findProvider(name)
    if (!provider) throw new Error(`${name} is missing`)
    const emulatorUrl = `http://127.0.0.1:${provider.port}`
    return { provider, appUrl: `http://localhost:${3000 + index}`, emulatorUrl, env: {} }
  })
}

const linesOf = (serves: boolean, ...names: string[]) =>
  screen({
    local: { ...local, apps: served(...names) },
    stateDir: '.local/x',
    serves,
    command: 'pnpm x',
  }).split('\n')

test('one app: where it is, where its mail is, and how to get in', () => {
  const lines = linesOf(true, 'stytch')
  expect(lines).toContain('  Stytch is ready')
  expect(lines).toContain('  App       http://localhost:3000')
  expect(lines).toContain('  Sign-in   http://127.0.0.1:7205  (emulates Stytch)')
  expect(lines).toContain('  Mailbox   http://127.0.0.1:7205/mailbox')
  expect(lines).toContain('  Start over with: pnpm x --fresh')
  expect(lines.join()).toContain('  Sign in with any e-mail address')
})

test('where webhooks go, if they go anywhere', () => {
  const [app] = served('workos')
  if (!app) throw new Error('it is not served')
  const webhookUrl = 'http://localhost:3000/api/webhooks'
  const options = { stateDir: '.local/x', serves: true, command: 'pnpm x' }
  const text = screen({ ...options, local: { ...local, apps: [{ ...app, webhookUrl }] } })
  expect(text.split('\n')).toContain(`  Webhooks  ${webhookUrl}`)
  expect(linesOf(true, 'workos').join()).not.toContain('Webhooks')
})

test('without the app, its address is not told', () => {
  expect(linesOf(false, 'workos').join()).not.toContain('localhost:3000')
  expect(linesOf(false)).toContain('  InsForge is ready')
})

test('a seed that was not applied is told', () => {
  const waiting = { ...local, apps: served('workos'), seedWaits: true }
  const options = { stateDir: '.local/x', serves: false, command: 'x' }
  const note = 'There are users already: the seed waits for a reset or --fresh.'
  expect(screen({ ...options, local: waiting })).toContain(note)
  expect(linesOf(false, 'workos').join()).not.toContain('the seed waits')
})

test('several: each with full addresses, and one hint for those that say the same', () => {
  const lines = linesOf(true, 'clerk', 'auth0', 'workos')
  expect(lines).toContain('  3 starters are ready, over one InsForge')
  expect(lines).toContain('  Clerk     http://localhost:3000   http://127.0.0.1:7204')
  expect(lines).toContain('            Mailbox:                http://127.0.0.1:7204/mailbox')
  expect(lines).toContain('  WorkOS    http://localhost:3002   http://127.0.0.1:7201')
  expect(lines.filter((line) => line.startsWith('  Auth0, WorkOS: Sign up'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('emulates InsForge'))).toHaveLength(1)
})

test.each([[['stytch']], [['workos']], [[]], [providers.map(({ name }) => name)]])(
  '%j: it fits 80 columns, and no password is in it',
  (names) => {
    const lines = linesOf(true, ...names)
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80)
    expect(lines.join()).not.toContain(password)
    expect(lines).toContain('  Postgres  postgres://postgres@127.0.0.1:20123/postgres')
    expect(lines.join('\n')).toContain('secrets.json')
  },
)
