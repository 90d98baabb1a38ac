import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { actionId } from './actions.ts'
import { rowsOf } from './database.ts'
import { type Fields, forms, own, post, withArguments } from './forms.ts'
import { foreignOrigins, withTodos } from './own-todos.ts'
import { expectAnswer } from './routes.ts'
import { goodSession } from './session.ts'
import { expect, provider, stage, test } from './test.ts'

const create = (title: string) =>
  withArguments(actionId('create'), [{ id: crypto.randomUUID(), title }])

const titlesOf = async (email: string) => (await rowsOf(email)).map(({ title }) => title)

test('a form that the app’s own page posts without JavaScript reaches its action', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const answer = await post(create('posted'), own, good)
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('posted')
  expect(await titlesOf(email)).toEqual(['posted'])
})

test('a form of somebody else’s page is refused, and nothing changes', async ({ context }) => {
  const { email, good, rows, id } = await withTodos(context)
  for (const origin of foreignOrigins) {
    for (const [what, fields] of forms(id)) {
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

test('a form with another person’s session changes nothing of what is not theirs', async ({
  context,
  browser,
}) => {
  const { email, rows, id } = await withTodos(context)
  const other = await browser.newContext()
  const { email: otherEmail, good } = await goodSession(other)
  for (const [what, fields] of forms(id)) {
    const answer = await post(fields, own, good)
    expect(answer.status, what).toBe(200)
    expect(answer.body, what).toContain(otherEmail)
    expect(answer.body, what).not.toContain(id)
  }
  expect(await rowsOf(email)).toEqual(rows)
  expect(await rowsOf(otherEmail)).toEqual([])
  await other.close()
})

test('a post without an Origin, or with a host of its own, which no browser sends, is whose session it has', async ({
  context,
}) => {
  const { email, good } = await goodSession(context)
  const unlikeBrowsers: Readonly<Record<string, Fields>> = {
    'no origin': {},
    'a forwarded host': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  }
  for (const [what, headers] of Object.entries(unlikeBrowsers)) {
    expect((await post(create(what), headers, good)).status, what).toBe(200)
    const signedOut = await post(create('nobody’s'), headers)
    expectAnswer(what, signedOut, { status: 307, location: provider.signInPath('/') })
  }
  expect(await titlesOf(email)).toEqual(Object.keys(unlikeBrowsers))
})

test('in a browser a page of the same machine, which the cookies go along with, can change nothing', async ({
  page,
}) => {
  const { email, rows, id } = await withTodos(page.context())
  const foreign = await page.context().newPage()
  const elsewhere = await startForeignSite()
  try {
    for (const [what, fields] of forms(id)) {
      await foreign.goto(elsewhere.url)
      const answer = foreign.waitForResponse((response) => response.request().method() === 'POST')
      await foreign.evaluate(submitForm, { action: `${stage.appUrl}/`, fields })
      expect((await answer).status(), what).toBe(500)
      expect(await (await answer).request().headerValue('cookie'), what).not.toBeNull()
      await expect(foreign.getByText('Internal Server Error'), what).toBeVisible()
    }
    await foreign.goto(elsewhere.url)
    for (const header of ['next-action', 'x-forwarded-host']) {
      const refused = foreign.evaluate(postWithHeader, { url: `${stage.appUrl}/`, header })
      await expect(refused, `the header ${header}`).rejects.toThrow('Failed to fetch')
    }
  } finally {
    await elsewhere.close()
  }
  expect(await rowsOf(email)).toEqual(rows)
})

/** A site of somebody else's, on another port of the app's own host name: cookies know no port. */
async function startForeignSite() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Somebody else’s</title>')
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
