import type { Request } from '@playwright/test'
import { isPrefetch } from '../src/driver.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

// What a browser that is new to the app asks its server for, and loads, to show the list.

test('the first view is one request, and few scripts', async ({ page }) => {
  const asked: Request[] = []
  page.on('requestfinished', (request) => asked.push(request))
  await signIn(page)
  await page.waitForLoadState('networkidle')
  // Not what scripts make themselves, which has the page's origin, too.
  const own = asked.filter((request) => request.url().startsWith(stage.appUrl))
  const isFile = (request: Request) => /^\/(_next\/static\/|icon\.svg)/.test(pathOf(request))
  expect(own.filter((request) => !isFile(request)).map(pathOf)).toEqual(['/todos'])
  expect(own.filter(isPrefetch)).toEqual([])

  const scripts = own.filter((request) => request.resourceType() === 'script')
  const sizes = await Promise.all(scripts.map((request) => request.sizes()))
  const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  expect(bytes, 'Next and React alone').toBeGreaterThan(120_000)
  expect(bytes).toBeLessThan(provider.scriptBytes ?? 155_000)
})

const pathOf = (request: Request) => new URL(request.url()).pathname
