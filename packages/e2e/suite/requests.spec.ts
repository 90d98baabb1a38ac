import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { isPrefetch } from '../src/providers/prefetches.ts'
import { ownActionIds } from './actions.ts'
import { storeRows, userId } from './database.ts'
import { requestsOf } from './gateway-log.ts'
import { addTodo, expect, newTodo, signIn, stage, stored, test } from './test.ts'

/** True where the server asks InsForge, and not the browser. */
const isServerRendered = Object.keys(ownActionIds).length > 0

/** What InsForge gets as this user while something is done. */
async function during(sub: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await requestsOf(sub)).length
  await act()
  const requests = (await requestsOf(sub)).slice(before)
  return requests.filter(({ method }) => method !== 'OPTIONS').map(({ method }) => method)
}

/** The page's own requests to the app's server from now on, files of the build left out. */
function watchApp(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (origin !== stage.appUrl || pathname.startsWith('/_next/') || isPrefetch(request)) return
    if (pathname !== '/icon.svg') asked.push(`${request.method()} ${pathname}`)
  })
  return asked
}

const many = (rows: number) =>
  Array.from({ length: rows }, (_, n) => ({
    title: `${crypto.randomUUID().slice(0, 8)} ${n}: something that has to be done`,
    is_complete: false,
    created_at: new Date(Date.now() - 1000 * n).toISOString(),
  }))

test('a view of 20 rows is one request to InsForge', async ({ page }) => {
  const { email } = await signIn(page)
  const sub = await userId(email)
  await storeRows(email, many(20))
  const rows = page.getByRole('listitem')
  const open = async () => {
    await page.goto('/todos')
    await expect(rows).toHaveCount(20)
  }
  expect(await during(sub, open)).toEqual(['GET'])
  const filter = async () => {
    await page.getByRole('link', { name: 'Active', exact: true }).click()
    await expect(page).toHaveURL('/todos?filter=active')
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(rows).toHaveCount(20)
  }
  expect(await during(sub, filter), 'and so is a filter').toEqual(['GET'])
})

test('a write is one write and one read, in one round trip to the app', async ({ page }) => {
  const { email } = await signIn(page)
  const sub = await userId(email)
  const asked = watchApp(page)
  const roundTrips = isServerRendered ? ['POST /todos'] : []
  const writes: Readonly<Record<string, [method: string, act: () => Promise<void>]>> = {
    add: ['POST', () => addTodo(page, 'milk')],
    complete: ['PATCH', () => page.getByRole('checkbox', { name: 'milk' }).click()],
    delete: ['DELETE', () => page.getByRole('button', { name: 'Delete “milk”' }).click()],
    restore: ['POST', () => page.getByRole('button', { name: 'Undo' }).click()],
  }
  for (const [what, [method, act]] of Object.entries(writes)) {
    asked.length = 0
    expect(await during(sub, () => stored(page, act)), what).toEqual([method, 'GET'])
    expect(asked, what).toEqual(roundTrips)
  }
})

test('a write among 200 rows is answered in at most 30 kB, compressed', async ({ page }) => {
  const { email } = await signIn(page)
  await storeRows(email, many(200))
  await page.goto('/todos?show=200')
  await expect(page.getByRole('listitem')).toHaveCount(200)
  const answers = page.waitForResponse(
    (response) => response.request().method() === (isServerRendered ? 'POST' : 'GET'),
  )
  await newTodo(page).fill('milk')
  await stored(page, () => page.keyboard.press('Enter'))
  const answer = await answers
  // The app compresses what it sends; InsForge leaves that to what stands in front of it.
  const size = isServerRendered
    ? (await answer.request().sizes()).responseBodySize
    : gzipSync(await answer.body()).length
  const encoding = await answer.headerValue('content-encoding')
  expect(encoding).toBe(isServerRendered ? 'gzip' : null)
  expect(size).toBeLessThan(30_000)
  expect(size, 'the rows are in it').toBeGreaterThan(5_000)
})
