import { fetchAlone } from '../../src/fetch.ts'
import {
  claimsOf,
  rewrite,
  signedByUnknownKey,
  signedWith,
  tamper,
  withoutSignature,
} from '../../src/forged-token.ts'
import { componentActionIds, type Fields, ownActionIds, withTodos } from '../../suite/actions.ts'
import * as list from '../../suite/list.ts'
import { routes } from '../../suite/routes.ts'
import { rowsOf, userId } from '../../suite/services.ts'
import { ask, cookieHeader, goodSession } from '../../suite/session.ts'
import { expect, provider, signIn, stage, test } from '../../suite/test.ts'
import { tokenFor } from './driver.ts'
import { isForRows, records } from './insforge.ts'

const { INSFORGE_JWT_SECRET: secret = '', INSFORGE_ANON_KEY: anonKey = '' } = stage.env
const now = () => Math.floor(Date.now() / 1000)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Asks InsForge for rows by hand, as anyone can who has its address, which is in every page. */
async function askForRows(method: string, query: string, headers: Fields, row?: object) {
  const answer = await fetchAlone(`${records}${query}`, {
    method,
    headers: { 'content-type': 'application/json', prefer: 'return=representation', ...headers },
    ...(row && { body: JSON.stringify(row) }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

/** Everything that can be done to the row `id`, with these headers. */
async function doEverything(id: string, headers: Fields) {
  const row = { id, title: 'taken over', is_complete: true }
  const answers = {
    list: await askForRows('GET', '?select=*', headers),
    read: await askForRows('GET', `?id=eq.${id}`, headers),
    change: await askForRows('PATCH', `?id=eq.${id}`, headers, row),
    'change all': await askForRows('PATCH', '', headers, { is_complete: true }),
    remove: await askForRows('DELETE', `?id=eq.${id}`, headers),
    'remove all': await askForRows('DELETE', '?id=not.is.null', headers),
    create: await askForRows('POST', '', headers, row),
  }
  return Object.entries(answers)
}

/** What can be sent in place of the owner's token, by what is wrong with it. */
const forgeries: Readonly<Record<string, (good: string) => Fields>> = {
  'no token': () => ({}),
  'an empty token': () => bearer(''),
  garbage: () => bearer('garbage'),
  'the anon key': () => bearer(anonKey),
  'a token with other contents': (good) => bearer(tamper(good, 1)),
  'a token with another signature': (good) => bearer(tamper(good, 2)),
  'a token without a signature': (good) => bearer(withoutSignature(good)),
  'a token that lasts longer': (good) => bearer(rewrite(good, 'payload', { exp: now() + 3600 })),
  'a token that has expired': (good) =>
    bearer(signedWith(secret, { ...claimsOf(good), exp: now() - 2 })),
  'a token that another secret signed': (good) =>
    bearer(signedWith('another secret, and long enough', claimsOf(good))),
  'a token that another key signed': (good) =>
    bearer(signedByUnknownKey(rewrite(good, 'header', { alg: 'RS256' }))),
}

test('each request for rows has a token, for this user and for a minute', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (isForRows(request)) sent.push(request.headers().authorization ?? 'none')
  })
  const { email } = await signIn(page)
  await list.add(page, 'milk')
  await list.toggle(page, 'milk')
  await list.remove(page, 'milk')
  expect(sent.length).toBeGreaterThan(3)
  const sub = await userId(email)
  for (const authorization of sent) {
    const claims = claimsOf(authorization.replace('Bearer ', ''))
    expect(claims).toMatchObject({ sub, role: 'authenticated' })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(provider.tokenSeconds)
  }
})

for (const [what, forge] of Object.entries(forgeries)) {
  test(`with ${what} InsForge gives no row and takes none`, async ({ context }) => {
    const { email, good, rows, id } = await withTodos(context)
    const headers = forge(await tokenFor(good, stage, 'insforge'))
    for (const [done, { status, body }] of await doEverything(id, headers)) {
      expect(status, done).toBe(401)
      expect(JSON.stringify(body), done).not.toContain(id)
    }
    expect(await rowsOf(email)).toEqual(rows)
  })
}

test('the session’s own token, which scripts can read, opens no rows', async ({ context }) => {
  const { email, good, rows, id } = await withTodos(context)
  const session = bearer(good.__session ?? '')
  for (const headers of [session, { cookie: cookieHeader(good) }]) {
    for (const [done, { status }] of await doEverything(id, headers)) {
      expect(status, done).toBe(401)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('with a token of one’s own no one else’s rows can be reached', async ({ context, other }) => {
  const { email, rows, id, user } = await withTodos(context)
  const { email: otherEmail, good } = await goodSession(other.context())
  const headers = bearer(await tokenFor(good, stage, 'insforge'))
  for (const [done, { status, body }] of await doEverything(id, headers)) {
    // The id is taken, which is all that is told.
    const expected = done === 'create' ? { status: 409 } : { status: 200, body: [] }
    expect({ status, body }, done).toMatchObject(expected)
  }
  const mine = { title: 'in their name', user_id: user }
  expect((await askForRows('POST', '', headers, mine)).status).toBe(403)
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
})

test('no route of the app writes, for any user and method', async ({ context }) => {
  expect(ownActionIds).toEqual({})
  expect(componentActionIds).toEqual({})
  const { email, good, rows, id } = await withTodos(context)
  const body = JSON.stringify({ id, title: 'taken over', is_complete: true })
  const headers = { 'content-type': 'application/json' }
  for (const route of routes) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await ask(`${route}?id=${id}`, { method, headers, session: good, body })
      expect(answer.body, `${method} ${route}`).not.toContain('taken over')
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})
