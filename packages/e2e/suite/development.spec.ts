import { freePort } from '@insforge-auth-starters/local/runtime'
import { isServerRendered } from './actions.ts'
import { withApp } from './app.ts'
import { expectNoViolations } from './axe.ts'
import { expect, provider, signIn, stage, test } from './test.ts'

const { name, where } = provider.secret
const { [name]: secret = '', ...withoutSecret } = stage.env

// One after the other: an app's folder has one development server at a time.
test.describe.configure({ mode: 'default' })

test('in development the page names what is missing and where to find it', async ({ page }) => {
  await withApp('dev', { env: { ...withoutSecret, [name]: ` ${secret}` } }, async (app) => {
    for (const path of ['/', ...provider.starts, '/no-such-page']) {
      await page.goto(`${app.url}${path}`)
      await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible()
      await expect(page.getByText(`${name} has spaces`)).toBeVisible()
      await expect(page.getByText(where)).toBeVisible()
    }
    await expectNoViolations(page)
    expect(await page.content()).not.toContain(secret)
    expect(app.log()).not.toContain(secret)
  })
})

const rejected = { INSFORGE_JWT_SECRET: '0123456789abcdef'.repeat(3) }
const failed = `${provider.callback}?error=access_denied&state=x`
const hasCallback = provider.notFor?.['callback.spec.ts'] === undefined

// Where the browser asks InsForge itself, the app has no such secret: `clerk/template.full.spec.ts`.
if (isServerRendered) {
  test('in development the page names why it is refused', async ({ page }) => {
    await signIn(page)
    const url = `http://localhost:${await freePort()}`
    const env = { ...stage.env, ...provider.reachedAt(url), ...rejected }
    await withApp('dev', { env, url }, async (app) => {
      // Cookies know no port.
      await page.goto(`${app.url}/todos`)
      await expect(page.getByText('INSFORGE_JWT_SECRET isn’t this project’s.')).toBeVisible()
      expect(app.log()).toMatch(/^InsForge refused .* status=401 .* hint="The token is not signed/m)
      if (!hasCallback) return
      await page.goto(`${app.url}${failed}`)
      await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
      // Auth0's SDK looks at the state first.
      await expect(page.getByText(/access_denied|invalid_state/)).toBeVisible()
      expect(app.log()).toMatch(/^The sign-in failed\. cause="(access_denied|invalid_state)"$/m)
    })
  })
}

test('in production only the log names the variable that is missing', async ({ page }) => {
  await withApp('start', { env: withoutSecret }, async (app) => {
    await page.goto(app.url)
    await expect(page.getByRole('heading', { name: 'This app isn’t ready yet' })).toBeVisible()
    await expectNoViolations(page)
    expect(await page.content()).not.toContain(name)
    expect(app.log()).toContain(`${name} is not set`)
    // A short value such as 1 says yes or no.
    const values = Object.values(withoutSecret).filter((value) => value.length > 5)
    for (const value of values) expect(app.log()).not.toContain(value)
  })
})
