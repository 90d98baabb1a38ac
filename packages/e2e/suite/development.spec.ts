import { startAnother } from './another-app.ts'
import { expectNoViolations } from './axe.ts'
import { expect, provider, stage, test } from './test.ts'

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

test('in production visitors are told nothing but that it is not ready; the log names it', async ({
  page,
}) => {
  const app = await startAnother('start', withoutSecret)
  try {
    await page.goto(app.url)
    await expect(page.getByRole('heading', { name: 'This app is not ready yet' })).toBeVisible()
    await expectNoViolations(page)
    expect(await page.content()).not.toContain(name)
    expect(app.log()).toContain(`${name} is not set`)
    // A value that is short says yes or no, as 1 does.
    const values = Object.values(withoutSecret).filter((value) => value.length > 5)
    for (const value of values) expect(app.log()).not.toContain(value)
  } finally {
    await app.stop()
  }
})
