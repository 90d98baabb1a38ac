import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from '../src/app/app.ts'
import { freePort } from '../src/app/free-port.ts'
import { readTrips } from '../src/guard/guard.ts'
import { copyApp } from './copy-app.ts'
import { expect, provider, stage, test } from './test.ts'

test('with .env.local filled in as the README says the app starts a sign-in', async ({
  request,
}) => {
  const { app, type } = copyApp('by-readme')
  await type('cp', ['.env.example', '.env.local'])
  const password = (await type('openssl', ['rand', '-hex', '32'])).trim()
  // The emulators' values, where people copy theirs out of a dashboard.
  const values: Record<string, string> = { ...stage.env }
  for (const name of Object.keys(values)) {
    if (name.endsWith('_COOKIE_PASSWORD')) values[name] = password
  }
  const path = join(app, '.env.local')
  const filled = readFileSync(path, 'utf8').replace(
    /^(?:# )?([A-Z]\w*)=.*$/gm,
    (line, name: string) => (values[name] === undefined ? line : `${name}=${values[name]}`),
  )
  writeFileSync(path, filled)

  const url = `http://localhost:${await freePort()}`
  const logFile = join(stage.scratch, 'readme.log')
  const guardLog = `${logFile}.guard`
  const server = await startApp({ app, url, script: 'start', env: {}, logFile, guardLog })
  try {
    // With cookies, which some providers need to show their page.
    const answer = await request.get(`${url}/todos`)
    expect(answer.url()).toContain(provider.signInPage({ ...stage, appUrl: url }))
    expect(answer.status()).toBe(200)
  } finally {
    await server.stop()
  }
  expect(readFileSync(logFile, 'utf8')).not.toContain('is not set')
  expect(readTrips(guardLog)).toEqual([])
})
