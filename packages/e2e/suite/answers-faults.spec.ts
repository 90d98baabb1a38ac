import { createServer } from 'node:http'
import type { Locator, Page } from '@playwright/test'
import { listen } from '../src/listen.ts'
import { isServerRendered } from './actions.ts'
import * as list from './list.ts'
import { watchLog } from './log.ts'
import { answerWith, control, rowsOf, seenRequests } from './services.ts'
import { expect, signIn, test } from './test.ts'

let logged = () => ''

test.beforeEach(() => {
  logged = watchLog()
})

// Each of these changes what all tests share, and has a cause for the server's log.
test.afterEach(async () => {
  await control('heal')
  if (!isServerRendered) return
  expect(logged()).toMatch(
    /^InsForge (refused|answered).* host="[\w.]+:\d+" status=\d+|^Rows were left out/m,
  )
  expect(logged()).not.toContain('milk')
})

/** Milliseconds: the limit of 8 s for one request to InsForge, and some more for the page. */
const LIMIT = 14_000

const noList = (page: Page) => list.notice(page, 'Couldn’t load your todos.')
const notSaved = (page: Page) => list.notice(page, '“milk” isn’t saved yet.')
const unavailable = /Couldn.t reach the database\./

/** Expects something of the page within the limit. */
async function expectInTime(act: () => Promise<unknown>) {
  const begin = performance.now()
  await act()
  expect(performance.now() - begin).toBeLessThan(LIMIT)
}

test('a read whose body never ends is given up at the limit', async ({ page }) => {
  await signIn(page)
  await answerWith({ to: 'reads', status: 200, body: '[{"id":', stalls: true })
  await expectInTime(async () => {
    await page.goto('/todos')
    await expect(noList(page)).toContainText(unavailable, { timeout: 2 * LIMIT })
  })
  await expect(list.field(page)).toBeVisible()
  await control('heal')
  await noList(page).getByRole('link', { name: 'Try again' }).click()
  await expect(list.empty(page)).toBeVisible()
})

test('a write whose answer never ends is given up; later ones are stored', async ({ page }) => {
  const { email } = await signIn(page)
  await answerWith({ to: 'writes', status: 201, body: '[{"id":', stalls: true, times: 1 })
  await expectInTime(async () => {
    await list.submit(page, 'milk')
    await list.submit(page, 'bread')
    await expect(notSaved(page)).toContainText(unavailable, { timeout: 2 * LIMIT })
    await expect(list.saving(page)).toHaveCount(0)
  })
  await expect(list.checkbox(page, 'bread')).toBeVisible()
  expect(await rowsOf(email)).toMatchObject([{ title: 'bread' }])
  await list.stored(page, () => notSaved(page).getByRole('button', { name: 'Try again' }).click())
  expect(await rowsOf(email)).toHaveLength(2)
})

const strange: Readonly<Record<string, string>> = {
  'an object': '{"ok":true}',
  null: 'null',
  'a text': '"x"',
  HTML: '<!doctype html><title>Welcome</title>',
  'half of a list': '[{"id":',
}

for (const [what, body] of Object.entries(strange)) {
  test(`where InsForge answers with ${what} it counts as unavailable`, async ({ page }) => {
    await signIn(page)
    await answerWith({ to: 'writes', status: 200, body })
    await list.submit(page, 'milk')
    await expect(notSaved(page)).toContainText(unavailable)
    await answerWith({ to: 'reads', status: 200, body })
    await page.goto('/todos')
    await expect(noList(page)).toContainText(unavailable)
    await expect(list.empty(page)).toHaveCount(0)
  })
}

test('one row that cannot be read does not take the list down', async ({ page }) => {
  await signIn(page)
  const created_at = '2026-01-01T00:00:00+00:00'
  const good = { id: crypto.randomUUID(), title: 'milk', is_complete: false, created_at }
  const rows = [{ ...good, id: crypto.randomUUID(), created_at: '-infinity' }, good, { id: 1 }]
  await answerWith({ to: 'reads', status: 200, body: JSON.stringify(rows) })
  await page.goto('/todos')
  await expect(list.rows(page)).toHaveText([/milk/])
  if (isServerRendered) expect(logged()).toMatch(/Rows were left out.*created_at/)
})

test('an unreadable answer to a write is not taken for a missing row', async ({ page }) => {
  await signIn(page)
  await answerWith({ to: 'writes', status: 201, body: '[{"id":1}]' })
  await list.submit(page, 'milk')
  await expect(notSaved(page)).toContainText(unavailable)
})

/** The methods of the requests that InsForge gets until a notice has this text. */
async function askedUntil(alert: (page: Page) => Locator, page: Page, text: RegExp) {
  const before = (await seenRequests()).length
  await (alert === noList ? page.goto('/todos') : list.submit(page, 'milk'))
  await expect(alert(page)).toContainText(text)
  return (await seenRequests()).slice(before).map(({ method }) => method)
}

test('where InsForge answers 429 the page reports it and does not ask again', async ({ page }) => {
  const { email } = await signIn(page)
  const busy = {
    status: 429,
    headers: { 'retry-after': '3' },
    body: '{"error":"TOO_MANY_REQUESTS","message":"Slow down"}',
  }
  await answerWith({ to: 'writes', ...busy })
  const writes = await askedUntil(notSaved, page, /The database is busy\./)
  expect(writes.length, 'one write, at most one read').toBeLessThanOrEqual(2)
  await answerWith({ to: 'reads', ...busy })
  expect(await askedUntil(noList, page, /The database is busy\./)).toHaveLength(1)
  expect(await rowsOf(email)).toEqual([])
})

test('a redirect of InsForge is not followed, with the token or without', async ({ page }) => {
  await signIn(page)
  const asked: (string | undefined)[] = []
  const elsewhere = createServer((request, response) => {
    asked.push(request.headers.authorization)
    response.end('[]')
  })
  const location = await listen(elsewhere)
  try {
    for (const target of [location, '/api/database/records/todos']) {
      for (const status of [302, 307]) {
        await answerWith({ to: 'reads', status, headers: { location: target }, body: '' })
        const reads = await askedUntil(noList, page, unavailable)
        expect(reads.length, `${status} to ${target}`).toBeLessThanOrEqual(2)
      }
    }
    await control('heal')
    await page.goto('/todos')
    await expect(list.empty(page)).toBeVisible()
    await answerWith({ to: 'writes', status: 307, headers: { location }, body: '' })
    await list.submit(page, 'milk')
    await expect(notSaved(page)).toContainText(unavailable)
    expect(asked).toEqual([])
  } finally {
    elsewhere.close()
  }
})

test('in an outage a view asks at most twice, and a write once', async ({ page }) => {
  await signIn(page)
  await answerWith({ to: 'reads', status: 503, body: '{"error":"UNAVAILABLE"}' })
  expect(await askedUntil(noList, page, unavailable)).toHaveLength(2)
  await control('heal')
  await page.goto('/todos')
  await list.add(page, 'bread')
  await answerWith({ to: 'writes', status: 503, body: '{"error":"UNAVAILABLE"}' })
  await expect(list.saved(page)).toBeVisible()
  const asked = await askedUntil(notSaved, page, unavailable)
  expect(asked.filter((method) => method !== 'GET')).toHaveLength(1)
})
