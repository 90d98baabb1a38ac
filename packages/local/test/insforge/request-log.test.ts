import { expect, test } from 'vitest'
import type { LoggedRequest } from '../../src/insforge/gateway/request-log.ts'
import { bearer, now, records, send, setting, tokenFor } from './client.ts'

const admin = () => ({ 'x-api-key': setting('INSFORGE_API_KEY') })

/** What the gateway has logged of requests for this table, which only one test asks for. */
async function logged(table: string): Promise<LoggedRequest[]> {
  const { body } = await send('GET', '/_emulate/log', admin())
  const { requests } = body as { requests: LoggedRequest[] }
  return requests.filter(({ path }) => path === `${records}/${table}`)
}

test('the log says who asked with what, until when, and what came of it', async () => {
  const begin = Date.now()
  const [header] = tokenFor('log|me').split('.')
  const [exp, past] = [now() + 300, now() - 60]
  await send(
    'GET',
    `${records}/log_who?select=id`,
    bearer(tokenFor('log|me', { exp, email: 'me@log' })),
  )
  await send('POST', `${records}/log_who`, bearer(tokenFor('log|me', { exp: past })), {})
  await send('GET', `${records}/log_who`, bearer(setting('INSFORGE_ANON_KEY')))
  await send('GET', `${records}/log_who`, bearer('no token'))
  await send('GET', `${records}/log_who`, bearer(`${header}.bm8.bm8`))
  await send('GET', `${records}/log_who`, admin())
  await send('GET', `${records}/log_who`)

  const entries = await logged('log_who')
  const noClaims = { sub: null, email: null, exp: null }
  expect(entries).toMatchObject([
    { method: 'GET', credential: 'token', sub: 'log|me', email: 'me@log', exp, status: 404 },
    { method: 'POST', credential: 'token', sub: 'log|me', email: null, exp: past, status: 401 },
    { method: 'GET', credential: 'anon key', ...noClaims, status: 404 },
    { method: 'GET', credential: 'token', ...noClaims, status: 401 },
    { method: 'GET', credential: 'token', ...noClaims, status: 401 },
    { method: 'GET', credential: 'API key', ...noClaims, status: 404 },
    { method: 'GET', credential: 'none', ...noClaims, status: 401 },
  ])
  for (const { at } of entries) {
    expect(at).toBeGreaterThanOrEqual(begin)
    expect(at).toBeLessThanOrEqual(Date.now())
  }
})

test('the log holds neither a token nor a key, and no preflight', async () => {
  const token = tokenFor('log|secret')
  await send('OPTIONS', `${records}/log_secret`)
  await send('GET', `${records}/log_secret?title=eq.secret`, bearer(token))
  const entries = await logged('log_secret')
  expect(entries).toHaveLength(1)
  const text = JSON.stringify(entries)
  for (const secret of [token, token.split('.')[2] ?? '', 'eq.secret']) {
    expect(text).not.toContain(secret)
  }
})

test('only administrators read the log', async () => {
  for (const headers of [{}, bearer(tokenFor('log|me')), bearer(setting('INSFORGE_ANON_KEY'))]) {
    const { status, body } = await send('GET', '/_emulate/log', headers)
    expect([401, 403]).toContain(status)
    expect(body).not.toHaveProperty('requests')
  }
})
