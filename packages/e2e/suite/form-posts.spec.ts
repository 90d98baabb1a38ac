import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  actionId,
  type Fields,
  foreignOrigins,
  forms,
  own,
  post,
  withState,
  withTodos,
} from './actions.ts'
import { expectAnswer, toSignIn } from './routes.ts'
import { rowsOf, titlesOf, userId } from './services.ts'
import { goodSession } from './session.ts'
import { expect, stage, test } from './test.ts'

const create = async (email: string, title: string) => {
  const expectedUserId = await userId(email)
  return withState(actionId('createTodo'), { expectedUserId, id: crypto.randomUUID(), title })
}

test('a form that the app’s own page posts reaches its action', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const answer = await post(await create(email, 'posted'), own, good)
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('posted')
  expect(await titlesOf(email)).toEqual(['posted'])
})

test('a form of a page of another site is refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  const refusal = { status: 500, location: '', cookies: [], body: 'Internal Server Error' }
  for (const origin of foreignOrigins) {
    for (const [what, fields] of forms(id, user)) {
      expect(await post(fields, { origin }, good), `${what} from ${origin}`).toEqual(refusal)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a form with another user’s session changes no rows', async ({ context, other }) => {
  const { email, rows, id, user } = await withTodos(context)
  const { email: otherEmail, good } = await goodSession(other.context())
  for (const expected of [user, await userId(otherEmail)]) {
    for (const [what, fields] of forms(id, expected)) {
      const answer = await post(fields, own, good)
      expect(answer.status, what).toBe(200)
      expect(answer.body, what).toContain(otherEmail)
      expect(answer.body, what).not.toContain(email)
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
})

test('a post unlike those of browsers counts by its session', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const unlikeBrowsers: Readonly<Record<string, Fields>> = {
    'no origin': {},
    'a forwarded host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  }
  for (const [what, headers] of Object.entries(unlikeBrowsers)) {
    expect((await post(await create(email, what), headers, good)).status, what).toBe(200)
    expectAnswer(what, await post(await create(email, 'signed out'), headers), toSignIn)
  }
  expect(await titlesOf(email)).toEqual(Object.keys(unlikeBrowsers))
})

test('in a browser a page of the same machine can change nothing', async ({ page, context }) => {
  const { email, rows, id, user } = await withTodos(context)
  const action = `${stage.appUrl}/todos`
  const elsewhere = await startForeignSite()
  try {
    for (const [what, fields] of forms(id, user)) {
      await page.goto(elsewhere.url)
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.evaluate(submitForm, { action, fields })
      expect((await answer).status(), what).toBe(500)
      // Cookies ignore ports.
      expect(await (await answer).request().headerValue('cookie'), what).not.toBeNull()
      await expect(page.getByText('Internal Server Error'), what).toBeVisible()
    }
    await page.goto(elsewhere.url)
    for (const header of ['next-action', 'x-forwarded-host']) {
      const refused = page.evaluate(postWithHeader, { url: action, header })
      await expect(refused, `the header ${header}`).rejects.toThrow('Failed to fetch')
    }
  } finally {
    elsewhere.close()
  }
  expect(await rowsOf(email)).toEqual(rows)
})

/** Another site, on another port of the app's own host name. */
async function startForeignSite() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Another site</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close }
}

function submitForm({ action, fields }: { action: string; fields: Fields }) {
  const form = document.createElement('form')
  Object.assign(form, { action, method: 'post', enctype: 'multipart/form-data' })
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}

const postWithHeader = ({ url, header }: { url: string; header: string }) =>
  fetch(url, { method: 'POST', credentials: 'include', headers: { [header]: location.host } })
