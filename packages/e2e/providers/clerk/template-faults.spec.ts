import { startAnother } from '../../suite/another-app.ts'
import { emptyList, expect, signIn, stage, test } from '../../suite/test.ts'
import { failed, setTemplate, wrong } from './template.ts'

const step = 'See step 7 (JWT templates) of “Set it up” in README.md.'

// Not beside the other tests with a development server: an app's folder has one at a time.
test('in development the app names what is wrong with the template, and the step of the README that fixes it', async ({
  page,
}) => {
  const { email } = await signIn(page)
  const app = await startAnother('dev', stage.env)
  try {
    for (const [template, says] of Object.values(wrong)) {
      await setTemplate(email, { ...template })
      await page.goto(`${app.url}/todos`)
      await expect(failed(page)).toContainText(says)
      await expect(failed(page)).toContainText(step)
    }
    await setTemplate(email, {})
    await failed(page).getByText('Try again').click()
    await expect(emptyList(page)).toBeVisible()
  } finally {
    await app.stop()
  }
})
