import { expect, test } from '@playwright/test'
import { signIn, signOut } from '@/e2e/provider'

const { E2E_EMAIL: email = '', E2E_PASSWORD: password = '' } = process.env

test.skip(!email || !password, 'skipped: no secrets (E2E_EMAIL and E2E_PASSWORD are not set)')

test('sign in, add a todo, complete it, delete it, sign out', async ({ page }) => {
  const title = `smoke test ${crypto.randomUUID()}`
  const newTodo = page.getByRole('textbox', { name: 'New todo' })
  const saved = page.getByRole('status').getByText('Saved', { exact: true })
  const todo = page.getByRole('checkbox', { name: title })

  await page.goto('/todos')
  await signIn(page, email, password)

  await newTodo.fill(title)
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(saved).toBeVisible()
  await expect(todo).toBeVisible()

  await page.reload()
  await todo.check()
  await expect(saved).toBeVisible()
  await page.reload()
  await expect(todo).toBeChecked()

  await page.getByRole('button', { name: `Delete “${title}”` }).click()
  await expect(saved).toBeVisible()
  await page.reload()
  await expect(newTodo).toBeVisible()
  await expect(todo).toHaveCount(0)

  await signOut(page)
  await expect(page).not.toHaveURL('/todos')
  await page.goto('/todos')
  await expect(page).not.toHaveURL('/todos')
})
