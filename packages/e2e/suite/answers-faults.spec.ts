import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { listen } from '../src/faults/cutting-proxy.ts'
import { ownActionIds } from './actions.ts'
import { answerWith, control, seenRequests } from './control.ts'
import { rowsOf } from './database.ts'
import {
  addTodo,
  emptyList,
  expect,
  newTodo,
  savedStatus,
  signIn,
  stage,
  stored,
  test,
} from './test.ts'

// Each of these changes what all tests share.
test.afterEach(() => control('heal'))

/** Milliseconds: the limit of 8 s for one request to InsForge, and some more for the page. */
const LIMIT = 14_000

const isServerRendered = Object.keys(ownActionIds).length > 0

const noList = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Couldn’t load your todos.' })
const notSaved = (page: Page) =>
  page.getByRole('alert').filter({ hasText: '“milk” isn’t saved yet.' })
const unavailable = /Couldn.t reach the database\./

/** How long something takes, in milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await act()
  return performance.now() - begin
}

/** What the server has logged since the last call. */
const logFrom = (length: number) =>
  readFileSync(join(stage.scratch, 'app.log'), 'utf8').slice(length)

async function addMilk(page: Page) {
  await newTodo(page).fill('milk')
  await page.keyboard.press('Enter')
}

test('a read whose body never ends is given up at the limit', async ({ page }) => {
  await signIn(page)
  await answerWith({ to: 'reads', status: 200, body: '[{"id":', stalls: true })
  const time = await timed(async () => {
    await page.goto('/todos')
    await expect(noList(page)).toContainText(unavailable, { timeout: 2 * LIMIT })
  })
  expect(time).toBeLessThan(LIMIT)
  await expect(newTodo(page)).toBeVisible()
  await control('heal')
  await noList(page).getByRole('link', { name: 'Try again' }).click()
  await expect(emptyList(page)).toBeVisible()
})

test('a write whose answer never ends is given up at the limit, and later ones are stored', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await answerWith({ to: 'writes', status: 201, body: '[{"id":', stalls: true, times: 1 })
  const time = await timed(async () => {
    await addMilk(page)
    await newTodo(page).fill('bread')
    await page.keyboard.press('Enter')
    await expect(notSaved(page)).toContainText(unavailable, { timeout: 2 * LIMIT })
    await expect(page.getByRole('status').getByText('Saving…')).toHaveCount(0)
  })
  expect(time).toBeLessThan(LIMIT)
  await expect(page.getByRole('checkbox', { name: 'bread' })).toBeVisible()
  expect(await rowsOf(email)).toMatchObject([{ title: 'bread' }])
  await stored(page, () => notSaved(page).getByRole('button', { name: 'Try again' }).click())
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
  test(`where InsForge answers with ${what} in place of rows, it counts as unavailable`, async ({
    page,
  }) => {
    await signIn(page)
    const { length } = logFrom(0)
    await answerWith({ to: 'writes', status: 200, body })
    await addMilk(page)
    await expect(notSaved(page)).toContainText(unavailable)
    await answerWith({ to: 'reads', status: 200, body })
    await page.goto('/todos')
    await expect(noList(page)).toContainText(unavailable)
    await expect(emptyList(page)).toHaveCount(0)
    if (isServerRendered) {
      expect(logFrom(length)).toMatch(/InsForge (answered|refused)/)
      expect(logFrom(length)).not.toContain('milk')
    }
  })
}

test('one row that cannot be read does not take the list down', async ({ page }) => {
  await signIn(page)
  const good = {
    id: crypto.randomUUID(),
    title: 'milk',
    is_complete: false,
    created_at: '2026-01-01T00:00:00+00:00',
  }
  const { length } = logFrom(0)
  const rows = [{ ...good, id: crypto.randomUUID(), created_at: '-infinity' }, good, { id: 1 }]
  await answerWith({ to: 'reads', status: 200, body: JSON.stringify(rows) })
  await page.goto('/todos')
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
  if (isServerRendered) {
    expect(logFrom(length)).toMatch(/Rows were left out.*created_at/)
    expect(logFrom(length)).not.toContain('milk')
  }
})

test('an answer to a write that cannot be read is not taken for a missing row', async ({
  page,
}) => {
  await signIn(page)
  await answerWith({ to: 'writes', status: 201, body: '[{"id":1}]' })
  await addMilk(page)
  await expect(notSaved(page)).toContainText(unavailable)
})

/** How many requests InsForge gets while something is done. */
async function countDuring(act: () => Promise<unknown>): Promise<number> {
  const before = (await seenRequests()).length
  await act()
  return (await seenRequests()).length - before
}

test('where InsForge answers 429, the page reports that it is busy and does not ask again', async ({
  page,
}) => {
  const { email } = await signIn(page)
  const busy = {
    status: 429,
    headers: { 'retry-after': '3' },
    body: '{"error":"TOO_MANY_REQUESTS","message":"Slow down"}',
  }
  await answerWith({ to: 'writes', ...busy })
  const writes = await countDuring(async () => {
    await addMilk(page)
    await expect(notSaved(page)).toContainText('The database is busy.')
  })
  expect(writes, 'one write, at most one read').toBeLessThanOrEqual(2)
  await answerWith({ to: 'reads', ...busy })
  const reads = await countDuring(async () => {
    await page.goto('/todos')
    await expect(noList(page)).toContainText('The database is busy.')
  })
  expect(reads).toBe(1)
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
    const self = '/api/database/records/todos'
    for (const target of [location, self]) {
      for (const status of [302, 307]) {
        const headers = { location: target }
        await answerWith({ to: 'reads', status, headers, body: '' })
        const reads = await countDuring(async () => {
          await page.goto('/todos')
          await expect(noList(page)).toContainText(unavailable)
        })
        expect(reads, `${status} to ${target}`).toBeLessThanOrEqual(2)
      }
    }
    await control('heal')
    await page.goto('/todos')
    await expect(emptyList(page)).toBeVisible()
    await answerWith({ to: 'writes', status: 307, headers: { location }, body: '' })
    await addMilk(page)
    await expect(notSaved(page)).toContainText(unavailable)
    expect(asked).toEqual([])
  } finally {
    elsewhere.close()
  }
})

test('in an outage a view asks at most twice, and a write once', async ({ page }) => {
  await signIn(page)
  await answerWith({ to: 'reads', status: 503, body: '{"error":"UNAVAILABLE"}' })
  const reads = await countDuring(async () => {
    await page.goto('/todos')
    await expect(noList(page)).toContainText(unavailable)
  })
  expect(reads).toBe(2)
  await control('heal')
  await page.goto('/todos')
  await addTodo(page, 'bread')
  await answerWith({ to: 'writes', status: 503, body: '{"error":"UNAVAILABLE"}' })
  await expect(savedStatus(page)).toBeVisible()
  const before = (await seenRequests()).length
  await addMilk(page)
  await expect(notSaved(page)).toContainText(unavailable)
  const writes = (await seenRequests()).slice(before).filter(({ method }) => method !== 'GET')
  expect(writes).toHaveLength(1)
})
