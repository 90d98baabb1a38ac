import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blocksOf, sectionOf } from '../src/readme.ts'
import { openTerminal } from '../src/terminal.ts'
import { copyApp, withApp } from './app.ts'
import { expect, provider, session, stage, test } from './test.ts'

test('with .env.local filled in as the README says sign-in starts', async ({ request }) => {
  const { app } = copyApp('by-readme')
  const type = openTerminal(app)
  const readme = readFileSync(join(app, 'README.md'), 'utf8')
  const blocks = blocksOf(sectionOf(readme, '## Set it up'))
  await type(blocks.find(({ text }) => text.includes('.env.example'))?.text ?? 'false')
  const password = (await type('openssl rand -hex 32')).trim()
  // The emulators' values, where people copy theirs out of a dashboard.
  const given = (name: string) =>
    name in stage.env && name.endsWith('_COOKIE_PASSWORD') ? password : stage.env[name]
  const path = join(app, '.env.local')
  const filled = readFileSync(path, 'utf8').replace(
    /^(?:# )?([A-Z]\w*)=.*$/gm,
    (line, name: string) => (given(name) === undefined ? line : `${name}=${given(name)}`),
  )
  writeFileSync(path, filled)

  await withApp('start', { app, env: {} }, async ({ url, log }) => {
    // With cookies, which some providers need to show their page.
    const answer = await request.get(`${url}/todos`)
    expect(answer.url()).toContain(provider.signInPage({ ...stage, appUrl: url }))
    expect(answer.status()).toBe(200)
    expect(log()).not.toContain('is not set')
  })
})

test('the README says how long a session goes on that the provider has ended', () => {
  const readme = readFileSync(join(stage.appDir, 'README.md'), 'utf8')
  expect(readme).toContain(`loses reads and writes here within **${session.endsWithin}**`)
})
