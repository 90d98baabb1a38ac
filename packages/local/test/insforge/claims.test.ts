import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { bearer, send, setting, tokenFor, withDatabase } from './client.ts'

const path = '/api/database/rpc/claims_seen'

beforeAll(async () => {
  await withDatabase((client) =>
    client.query(`
      create function claims_seen() returns jsonb language sql stable as 'select auth.jwt()';
      notify pgrst, 'reload schema'`),
  )
  const asApiKey = bearer(setting('INSFORGE_API_KEY'))
  const isKnown = async () => (await send('POST', path, asApiKey, {})).status === 200
  expect(await eventually(isKnown)).toBe(true)
})
afterAll(() => withDatabase((client) => client.query('drop function claims_seen')))

test('sub, role and email of a user’s token reach SQL, for five minutes, and nothing else', async () => {
  const custom = {
    aud: 'insforge-api',
    iss: 'x',
    org_id: 'org_1',
    user_email: 'c@d.co',
    email: 'a@b.co',
  }
  const { body } = await send('POST', path, bearer(tokenFor('claims|a', custom)), {})
  const { iat, exp, ...rest } = body as { iat: number; exp: number }
  expect(rest).toEqual({ sub: 'claims|a', role: 'authenticated', email: 'a@b.co' })
  expect(exp - iat).toBe(300)
})

test.each([
  ['anon', () => setting('INSFORGE_ANON_KEY')],
  ['project_admin', () => setting('INSFORGE_API_KEY')],
  ['project_admin', () => tokenFor('claims|a', { role: 'project_admin' })],
])('%s has no sub', async (role, token) => {
  const { body } = await send('POST', path, bearer(token()), {})
  expect(body).toEqual({ role, iat: expect.any(Number) })
})
