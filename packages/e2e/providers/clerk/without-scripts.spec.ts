import { holdScripts } from '../../suite/hold.ts'
import * as list from '../../suite/list.ts'
import { enter, expect, signIn, test } from '../../suite/test.ts'

test('before the scripts are there nothing can be typed that would get lost', async ({ page }) => {
  await signIn(page)
  await list.add(page, 'milk')
  const scripts = await holdScripts(page)
  await page.reload({ waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: 'Todos' })).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  scripts.open()
  await expect(list.rows(page)).toHaveText([/milk/])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the pages say that they need it', async ({ page, context }) => {
    // By its markup: a search by text leaves out what is in a <noscript>.
    const notice = page.locator('noscript p').first()
    await page.goto('/')
    await expect(page.getByRole('main').getByRole('link', { name: 'Sign in' })).toBeVisible()
    await page.goto('/sign-in')
    await expect(notice).toBeVisible()
    await expect(notice).toContainText('This page needs JavaScript')
    await enter(context)
    await page.goto('/todos')
    await expect(notice).toBeVisible()
    await expect(notice).toContainText('This page needs JavaScript')
  })
})
