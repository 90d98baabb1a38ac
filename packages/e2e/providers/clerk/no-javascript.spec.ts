import type { Page } from '@playwright/test'
import { enter, expect, test } from '../../suite/test.ts'

test.use({ javaScriptEnabled: false })

// By its markup: a search by text leaves out what is in a <noscript>.
const notice = (page: Page) => page.locator('noscript p').first()

test('without JavaScript the pages say that they need it', async ({ page, context }) => {
  await page.goto('/')
  await expect(page.getByRole('main').getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/sign-in')
  await expect(notice(page)).toBeVisible()
  await expect(notice(page)).toContainText('This page needs JavaScript')
  await enter(context)
  await page.goto('/todos')
  await expect(notice(page)).toBeVisible()
  await expect(notice(page)).toContainText('This page needs JavaScript')
})
