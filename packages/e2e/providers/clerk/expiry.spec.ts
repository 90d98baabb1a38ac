import type { Page } from '@playwright/test'
import { createUser } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { requestsOf, requestsSince, userId } from '../../suite/services.ts'
import { expect, signIn, stage, test } from '../../suite/test.ts'
import { setTemplate, waitForExpiry } from './insforge.ts'

/** Has the page believe that it is behind another one: a headless browser shows every page. */
async function show(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' })
    document.hasFocus = () => state === 'visible'
    document.dispatchEvent(new Event('visibilitychange'))
    window.dispatchEvent(new Event(state === 'visible' ? 'focus' : 'blur'))
  }, visibility)
}

test('a page that stays open outlives its tokens, and sends none after expiry', async ({
  page,
}) => {
  const begin = Date.now()
  const person = await createUser(stage)
  const sub = await userId(person.email)
  await setTemplate(person.email, { templateSeconds: 15 })
  let sent = 0
  page.on('request', (request) => {
    if (request.url().startsWith(`${stage.env.NEXT_PUBLIC_INSFORGE_URL}/`)) sent++
  })

  await signIn(page, person)
  await list.add(page, 'milk')
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }))
  for (const [round, visibility] of (['visible', 'hidden', 'visible'] as const).entries()) {
    await show(page, visibility)
    await waitForExpiry(sub)
    await list.add(page, `todo ${round}`)
    await list.toggle(page, 'milk')
  }
  expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true)
  await expect(list.rows(page)).toHaveText([/todo 2/, /todo 1/, /todo 0/, /milk/])

  const requests = await requestsOf(sub)
  expect(new Set(requests.map(({ exp }) => exp)).size).toBeGreaterThan(3)
  for (const request of requests) {
    expect(request).toMatchObject({ credential: 'token' })
    expect((request.exp ?? 0) * 1000, JSON.stringify(request)).toBeGreaterThan(request.at)
    expect(request.status, JSON.stringify(request)).toBeLessThan(300)
  }
  expect(requests.length, 'each request of the page had a token').toBe(sent)
  const anonymous = (await requestsSince(begin)).filter((one) => one.credential === 'anon key')
  expect(anonymous).toEqual([])
})
