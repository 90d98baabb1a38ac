import { expect, signIn, test } from './test.ts'

test('a page that asks for something outside is noticed', async ({ page, outside }) => {
  await signIn(page)
  await page.evaluate(() => fetch('https://outside.example/').catch(() => undefined))
  expect(outside).toEqual(['https://outside.example/'])
  outside.length = 0
})
