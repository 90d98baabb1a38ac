import type { Page } from '@playwright/test'
import { startAnother } from './another-app.ts'
import { expectNoViolations } from './axe.ts'
import { enter, expect, provider, stage, test } from './test.ts'

// One after the other: Next runs one development server in a folder.
test.describe.configure({ mode: 'default' })

const { name, where } = provider.secret
const { [name]: secret = '', ...withoutSecret } = stage.env

test('in development the page names what is missing and where to find it', async ({ page }) => {
  const app = await startAnother('dev', { ...withoutSecret, [name]: ` ${secret}` })
  try {
    for (const path of ['/', ...provider.starts, '/no-such-page']) {
      await page.goto(`${app.url}${path}`)
      await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible()
      await expect(page.getByText(`${name} has spaces`)).toBeVisible()
      await expect(page.getByText(where)).toBeVisible()
    }
    await expectNoViolations(page)
    expect(await page.content()).not.toContain(secret)
    expect(app.log()).not.toContain(secret)
  } finally {
    await app.stop()
  }
})

test('in production visitors only see that the app is not ready; the log names the variable', async ({
  page,
}) => {
  const app = await startAnother('start', withoutSecret)
  try {
    await page.goto(app.url)
    await expect(page.getByRole('heading', { name: 'This app isn’t ready yet' })).toBeVisible()
    await expectNoViolations(page)
    expect(await page.content()).not.toContain(name)
    expect(app.log()).toContain(`${name} is not set`)
    // A short value such as 1 says yes or no.
    const values = Object.values(withoutSecret).filter((value) => value.length > 5)
    for (const value of values) expect(app.log()).not.toContain(value)
  } finally {
    await app.stop()
  }
})

test('in development a browser extension’s attributes on the page cause no error', async ({
  page,
}) => {
  const app = await startAnother('dev', stage.env)
  try {
    const errors: string[] = []
    page.on('console', (message) => {
      const isMeant = message.type() === 'error' && !provider.saysForTests?.test(message.text())
      if (isMeant) errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.addInitScript(() => {
      const mark = () => {
        document.documentElement?.setAttribute('data-extension', 'on')
        document.body?.setAttribute('cz-shortcut-listen', 'true')
      }
      new MutationObserver(mark).observe(document, { childList: true, subtree: true })
    })
    await enter(page.context())
    for (const path of ['/', '/todos']) {
      await page.goto(`${app.url}${path}`)
      await expect(page.getByRole('banner').getByRole('link').first()).toBeVisible()
      await expect(page.locator('body')).toHaveAttribute('cz-shortcut-listen', 'true')
      await expect.poll(() => isHydrated(page)).toBe(true)
    }
    expect(errors).toEqual([])
  } finally {
    await app.stop()
  }
})

/** True once React has taken the page over. */
const isHydrated = (page: Page) =>
  page.evaluate(() =>
    Object.keys(document.querySelector('header') ?? {}).some((key) =>
      key.startsWith('__reactFiber'),
    ),
  )
