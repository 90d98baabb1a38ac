import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actionId } from './actions.ts'
import { rowsOf, userId } from './database.ts'
import { forms, own, post, withState } from './forms.ts'
import { type Fields, foreignOrigins, withTodos } from './own-todos.ts'
import { expectAnswer } from './routes.ts'
import { goodSession } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

const create = async (email: string, title: string) => {
  const expectedUserId = await userId(email)
  return withState(actionId('createTodo'), { expectedUserId, id: crypto.randomUUID(), title })
}

const titlesOf = async (email: string) => (await rowsOf(email)).map(({ title }) => title)

test('a form that the app’s own page posts without JavaScript reaches its action', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const answer = await post(await create(email, 'posted'), own, good)
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('posted')
  expect(await titlesOf(email)).toEqual(['posted'])
})

test('a form of a page of another site is refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id, user } = await withTodos(context)
  for (const origin of foreignOrigins) {
    for (const [what, fields] of forms(id, user)) {
      const answer = await post(fields, { origin }, good)
      expect(answer, `${what} from ${origin}`).toEqual({
        status: 500,
        location: '',
        cookies: [],
        body: 'Internal Server Error',
      })
    }
  }
  expect(await rowsOf(email)).toEqual(rows)
})

test('a form with another user’s session changes no rows of others', async ({
  context,
  browser,
}) => {
  const { email, rows, id, user } = await withTodos(context)
  const other = await browser.newContext()
  const { email: otherEmail, good } = await goodSession(other)
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
  await other.close()
})

test('a post without an Origin, or with a host of its own, which no browser sends, counts by its session', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const unlikeBrowsers: Readonly<Record<string, Fields>> = {
    'no origin': {},
    'a forwarded host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  }
  for (const [what, headers] of Object.entries(unlikeBrowsers)) {
    expect((await post(await create(email, what), headers, good)).status, what).toBe(200)
    const signedOut = await post(await create(email, 'signed out'), headers)
    expectAnswer(what, signedOut, { status: 307, location: provider.signInPath('/todos') })
  }
  expect(await titlesOf(email)).toEqual(Object.keys(unlikeBrowsers))
})

test('in a browser a page of the same machine, which the cookies go along with, can change nothing', async ({
  page,
}) => {
  const { email, rows, id, user } = await withTodos(page.context())
  const foreign = await page.context().newPage()
  const elsewhere = await startForeignSite()
  try {
    for (const [what, fields] of forms(id, user)) {
      await foreign.goto(elsewhere.url)
      const answer = foreign.waitForResponse((response) => response.request().method() === 'POST')
      await foreign.evaluate(submitForm, { action: `${stage.appUrl}/todos`, fields })
      expect((await answer).status(), what).toBe(500)
      expect(await (await answer).request().headerValue('cookie'), what).not.toBeNull()
      await expect(foreign.getByText('Internal Server Error'), what).toBeVisible()
    }
    await foreign.goto(elsewhere.url)
    for (const header of ['next-action', 'x-forwarded-host']) {
      const refused = foreign.evaluate(postWithHeader, { url: `${stage.appUrl}/todos`, header })
      await expect(refused, `the header ${header}`).rejects.toThrow('Failed to fetch')
    }
  } finally {
    await elsewhere.close()
  }
  expect(await rowsOf(email)).toEqual(rows)
})

/** Another site, on another port of the app's own host name: cookies ignore ports. */
async function startForeignSite() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Another site</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
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
