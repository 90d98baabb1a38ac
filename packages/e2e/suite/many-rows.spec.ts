import { expect, savedStatus, signIn, stage, test } from './test.ts'

/** Stores rows for somebody the way a server with the admin key would; `done` of them are done. */
async function storeRows(email: string, rows: number, done: number) {
  const answer = await fetch(`${stage.emulatorUrl}/_emulate/users`)
  const { users } = (await answer.json()) as { users: { id: string; email: string }[] }
  const user_id = users.find((user) => user.email === email)?.id
  const start = Date.now()
  const body = Array.from({ length: rows }, (_, n) => ({
    user_id,
    title: `todo ${n}`,
    is_complete: n < done,
    created_at: new Date(start - 1000 * n).toISOString(),
  }))
  const stored = await fetch(`${stage.gatewayUrl}/api/database/records/todos`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': stage.env.INSFORGE_API_KEY ?? '',
    },
    body: JSON.stringify(body),
  })
  expect(stored.status).toBe(201)
}

test('of 5,000 todos one page is read, and count, filter and the next page are right', async ({
  page,
}) => {
  const { email } = await signIn(page)
  await storeRows(email, 5_000, 60)
  const rows = page.getByRole('listitem')

  await page.goto('/')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('todo 0')
  await expect(page.getByText('4940 to do, 60 done')).toBeVisible()

  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(rows).toHaveCount(100)
  await expect(rows.last()).toContainText('todo 99')

  await page.getByRole('link', { name: 'Done' }).click()
  await expect(rows).toHaveCount(50)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(rows).toHaveCount(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Delete done' }).click()
  await expect(page.getByText('Delete all 60 todos that are done?')).toBeVisible()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(savedStatus(page)).toBeVisible()
  await expect(page.getByText('4940 to do, 0 done')).toBeVisible()
  await expect(rows).toHaveCount(0)
})
