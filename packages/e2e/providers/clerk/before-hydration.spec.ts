import { addTodo, expect, signIn, test } from '../../suite/test.ts'

test('before the scripts of the page are there nothing can be typed that would get lost', async ({
  page,
}) => {
  await signIn(page)
  await addTodo(page, 'milk')
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.reload({ waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: 'Todos' })).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  letThrough()
  await expect(page.getByRole('listitem')).toHaveText([/milk/])
})
