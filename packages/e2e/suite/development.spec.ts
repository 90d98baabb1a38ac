import { startAnother } from './another-app.ts'
import { expectNoViolations } from './axe.ts'
import { setSettings } from './emulator.ts'
import { addTodo, expect, provider, signIn, stage, test } from './test.ts'

// A development server builds each page when it is asked for it.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

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

test('the development panel shows who InsForge takes me for, and proves it', async ({ page }) => {
  const said: string[] = []
  page.on('console', (message) => {
    // Where the browser itself asks InsForge, its console has the proof's refusal.
    const isProof = message.location().url.includes('/api/database/records/')
    const isExpected = isProof || provider.saysForTests?.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isExpected) said.push(message.text())
  })
  await signIn(page)
  await addTodo(page, 'milk')
  await expect(page.getByText('Who does InsForge think I am?'), 'in production').toHaveCount(0)

  const app = await startAnother('dev', stage.env)
  try {
    if (provider.allowing) await setSettings(provider.allowing(app.url))
    // Cookies know no port: who is signed in there is signed in here.
    await page.goto(app.url)
    await expect(page.getByRole('checkbox', { name: 'milk' })).toBeVisible()
    await page.getByText('Who does InsForge think I am?').click()
    await expect(page.getByText(provider.userId)).toBeVisible()
    await expect(page.getByText(`${provider.tokenSeconds} seconds`)).toBeVisible()
    await page.getByRole('button', { name: 'Prove it' }).click()
    await expect(page.getByText('200, 0 rows')).toBeVisible()
    await expect(page.getByText('403 42501: refused by a policy')).toBeVisible()
    expect(said, 'React has nothing to say about hydration').toEqual([])
  } finally {
    await app.stop()
  }
})
