import type { Page } from '@playwright/test'
import { addTodo, signIn, stage, stored, test } from '../suite/test.ts'

const folder = process.env.SCREENSHOTS ?? 'screenshots'

async function shoot(page: Page, name: string) {
  // No caret, no focus ring: the picture is the same each time.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
}

test('the app in its states', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 560 })
  const person = { email: 'you@example.com', password: 'a password for pictures' }
  await fetch(`${stage.emulatorUrl}/_emulate/users`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  await signIn(page, person)
  await shoot(page, 'empty')

  for (const title of ['Read the README', 'Run it with real accounts', 'Try it without any']) {
    await addTodo(page, title)
  }
  await stored(page, () => page.getByRole('checkbox', { name: 'Try it without any' }).click())
  await shoot(page, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'dark')
  await page.setViewportSize({ width: 320, height: 640 })
  await shoot(page, 'phone')

  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 800, height: 560 })
  await fetch(`${stage.controlUrl}/kill/gateway`, { method: 'POST' })
  await page.getByRole('textbox', { name: 'New todo' }).fill('Nothing gets lost')
  await page.keyboard.press('Enter')
  await page.getByText('isn’t saved yet').waitFor()
  await shoot(page, 'error')
  await fetch(`${stage.controlUrl}/restart/gateway`, { method: 'POST' })
})
