import { withApp } from '../../suite/app.ts'
import * as list from '../../suite/list.ts'
import { expect, signIn, test } from '../../suite/test.ts'
import { failed, setTemplate, wrong } from './insforge.ts'

const step = 'Step 7 (JWT templates) under “Set it up” in README.md shows how it should be.'

// Not beside the other tests with a development server: an app's folder has one at a time.
test('in development the app names what is wrong, and the step that fixes it', async ({ page }) => {
  const { email } = await signIn(page)
  await withApp('dev', {}, async ({ url }) => {
    // What is said of each is in the unit tests of `auth/token.ts`.
    for (const what of ['is missing', 'is signed with another key']) {
      const [template, says] = wrong[what] ?? [{}, /never/]
      await setTemplate(email, { ...template })
      await page.goto(`${url}/todos`)
      await expect(failed(page)).toContainText(says)
      await expect(failed(page)).toContainText(step)
    }
    await setTemplate(email, {})
    await failed(page).getByText('Try again').click()
    await expect(list.empty(page)).toBeVisible()
  })
})
