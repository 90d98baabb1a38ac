import { gzipSync } from 'node:zlib'
import { isPrefetch } from '../src/driver.ts'
import { isServerRendered } from './actions.ts'
import * as list from './list.ts'
import { requestsOf, storeRows, userId } from './services.ts'
import { expect, signIn, stage, test } from './test.ts'

/** The methods of the requests that InsForge gets as this user while something is done. */
async function during(sub: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await requestsOf(sub)).length
  await act()
  const requests = (await requestsOf(sub)).slice(before)
  return requests.filter(({ method }) => method !== 'OPTIONS').map(({ method }) => method)
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
  const open = async () => {
    await page.goto('/todos')
    await expect(list.rows(page)).toHaveCount(20)
  }
  expect(await during(sub, open)).toEqual(['GET'])
  const filter = async () => {
    await list.follow(page, 'Active')
    await expect(page).toHaveURL('/todos?filter=active')
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(list.rows(page)).toHaveCount(20)
  }
  expect(await during(sub, filter), 'and so is a filter').toEqual(['GET'])
})

test('a write is one write and one read, in one round trip to the app', async ({ page }) => {
  const { email } = await signIn(page)
  const sub = await userId(email)
  /** The page's own requests to the app's server, files of the build left out. */
  const asked: string[] = []
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (origin !== stage.appUrl || pathname.startsWith('/_next/') || isPrefetch(request)) return
    if (pathname !== '/icon.svg') asked.push(`${request.method()} ${pathname}`)
  })
  const writes: Readonly<Record<string, [method: string, act: () => Promise<void>]>> = {
    add: ['POST', () => list.add(page, 'milk')],
    complete: ['PATCH', () => list.checkbox(page, 'milk').click()],
    delete: ['DELETE', () => list.press(page, 'Delete “milk”')],
    restore: ['POST', () => list.press(page, 'Undo')],
  }
  for (const [what, [method, act]] of Object.entries(writes)) {
    asked.length = 0
    expect(await during(sub, () => list.stored(page, act)), what).toEqual([method, 'GET'])
    expect(asked, what).toEqual(isServerRendered ? ['POST /todos'] : [])
  }
})

test('a write among 200 rows is answered in at most 30 kB, compressed', async ({ page }) => {
  const { email } = await signIn(page)
  await storeRows(email, many(200))
  await page.goto('/todos?show=200')
  await expect(list.rows(page)).toHaveCount(200)
  const [method, path] = isServerRendered
    ? ['POST', '/todos']
    : ['GET', '/api/database/records/todos']
  const answers: { encoding: string | undefined; body: Buffer }[] = []
  // Not from the browser, which keeps a body for as long as it likes.
  await page.route(
    ({ pathname }) => pathname === path,
    async (route) => {
      if (route.request().method() !== method) return route.fallback()
      const response = await route.fetch()
      const encoding = response.headers()['content-encoding']
      answers.push({ encoding, body: await response.body() })
      await route.fulfill({ response })
    },
  )
  await list.stored(page, () => list.submit(page, 'milk'))
  await expect.poll(() => answers.length).toBeGreaterThan(0)
  const [{ encoding, body } = { encoding: 'none', body: Buffer.of() }] = answers
  // The app compresses what it sends; InsForge leaves that to what stands in front of it.
  expect(encoding).toBe(isServerRendered ? 'gzip' : undefined)
  expect(gzipSync(body).length).toBeLessThan(30_000)
  expect(body.toString(), 'the last row is in it').toContain(' 198: something that has to be done')
})

test('nothing moves when the list arrives', async ({ page }) => {
  await signIn(page)
  for (const title of ['one', 'two', 'three']) await list.add(page, title)
  await expect(page.getByText('Is this app set up right?'), 'in production').toHaveCount(0)
  await page.addInitScript(() => {
    const shifts: unknown[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // A row that was painted before its end had arrived: less than a line of text by a pixel.
        if ((entry as unknown as { value: number }).value > 0.001) shifts.push(entry.toJSON())
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  await expect(list.rows(page)).toHaveCount(3)
  expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([])
})
