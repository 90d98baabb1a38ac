import { readFileSync } from 'node:fs'
import { rowsOf, storeRows } from '../../suite/services.ts'
import { enter, expect, test } from '../../suite/test.ts'

test('a user downloads their rows as a file, which the browser makes', async ({ page }) => {
  const { email } = await enter(page.context())
  await storeRows(email, [{ title: 'milk' }])
  await page.goto('/account')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as JSON' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('my-data.json')
  const { todos } = JSON.parse(readFileSync(await file.path(), 'utf8'))
  expect(todos).toEqual(await rowsOf(email))
})
