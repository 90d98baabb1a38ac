import type { Page } from '@playwright/test'
import { createUser } from '../src/driver.ts'
import * as list from '../suite/list.ts'
import { control } from '../suite/services.ts'
import { signIn, stage, test } from '../suite/test.ts'

const folder = process.env.SCREENSHOTS ?? 'screenshots'

async function shoot(page: Page, name: string) {
  // No caret, no focus ring: the picture is the same each time.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
}

test('the app in its states', async ({ page }) => {
  const desktop = { width: 800, height: 560 }
  await page.setViewportSize(desktop)
  const person = { email: 'you@example.com', password: 'a password for pictures' }
  await signIn(page, await createUser(stage, person))
  await shoot(page, 'empty')

  for (const title of ['Read the README', 'Run it with real accounts', 'Try it without any']) {
    await list.add(page, title)
  }
  await list.toggle(page, 'Try it without any')
  await shoot(page, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'dark')
  await page.setViewportSize({ width: 320, height: 640 })
  await shoot(page, 'phone')

  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(desktop)
  await control('kill/gateway')
  await list.submit(page, 'Nothing gets lost')
  await page.getByText('isn’t saved yet').waitFor()
  await shoot(page, 'error')
  await control('restart/gateway')
})
