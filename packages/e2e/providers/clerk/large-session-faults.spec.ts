import type { Page } from '@playwright/test'
import { createUser } from '../../src/driver.ts'
import * as list from '../../suite/list.ts'
import { watchLog } from '../../suite/log.ts'
import { setSettings } from '../../suite/services.ts'
import { signInExpired } from '../../suite/session.ts'
import { expect, provider, stage, test, visitsOf } from '../../suite/test.ts'

const setClaims = (more: string) => setSettings({ sessionClaims: more ? { more } : {} })

// A token is a third longer than what it says, and a browser keeps 4,096 characters. Much more would
// not fit into the address in which the emulator hands cookies over.
const tooLarge = 'x'.repeat(2_500)

test.afterEach(() => setClaims(''))

/** Expects the page that tells why, by no way round, and one line about it for each time it was led to. */
async function expectTold(page: Page, visited: readonly string[], logged: () => string) {
  await expect(page).toHaveURL(`${stage.appUrl}/sign-in-error?cause=too-large`)
  await expect(page.getByText('more than a browser keeps')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
  expect(visited.filter((path) => path === '/sign-in-error')).toHaveLength(1)
  expect(visited.length).toBeLessThan(12)
  expect(logged().match(/^The session token is too large .* length=4\d\d\d$/gm)).toHaveLength(1)
}

test('a sign-in whose session is too large for a cookie ends on a page that tells why', async ({
  page,
}) => {
  await setClaims(tooLarge)
  await page.goto('/todos')
  const [visited, logged] = [visitsOf(page, 'pages'), watchLog()]
  await provider.signIn(page, await createUser(stage))
  await expectTold(page, visited, logged)

  // Nothing leads away from it, and trying again does no better until less is in the token.
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('more than a browser keeps')).toBeVisible()
  await setClaims('')
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(list.home(page)).toBeVisible()
})

test('a session that becomes too large for a cookie ends on a page that tells why', async ({
  page,
}) => {
  await signInExpired(page)
  await setClaims(tooLarge)
  const [visited, logged] = [visitsOf(page, 'pages'), watchLog()]
  await page.goto('/todos')
  await expectTold(page, visited, logged)
})

test('whatever else is in a session, its user is signed in', async ({ page }) => {
  await setSettings({
    sessionClaims: {
      name: '“Ada” \u{1f469}\u200d\u{1f680}; path=/; =\r\n',
      roles: Array.from({ length: 60 }, (_, n) => `todos:${n}`),
      metadata: { nested: [null, true, -1, { '': '' }] },
      role: 'project_admin',
      userId: 'another',
    },
  })
  const person = await createUser(stage)
  await page.goto('/todos')
  await provider.signIn(page, person)
  await expect(list.field(page)).toBeVisible()
  await page.reload()
  await expect(page.getByText(person.email)).toBeVisible()
  await list.add(page, 'milk')
})
