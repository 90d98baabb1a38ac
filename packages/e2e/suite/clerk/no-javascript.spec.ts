import { enter, expect, test } from '../test.ts'

test.use({ javaScriptEnabled: false })

test('without JavaScript the pages say that they need it', async ({ page, context }) => {
  await page.goto('/')
  await expect(page.getByRole('main').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/sign-in')
  await expect(page.getByText('This page needs JavaScript').first()).toBeVisible()
  await enter(context)
  await page.goto('/todos')
  await expect(page.getByText('This page needs JavaScript').first()).toBeVisible()
})
