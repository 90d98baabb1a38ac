import { createUser } from '../src/driver.ts'
import { expectDeleted, openAccount, submitDeletion } from './account.ts'
import * as list from './list.ts'
import { rowsOf, rowsOwnedBy, storeRows, userId } from './services.ts'
import { expect, isSignInPage, signIn, stage, test } from './test.ts'

test('an account is deleted with its rows, and its address signs up as a new user', async ({
  page,
  other,
}) => {
  const [ann, bob] = [await createUser(stage), await createUser(stage)]
  for (const { email } of [ann, bob])
    await storeRows(email, [{ title: 'milk' }, { title: 'bread' }])
  const id = await userId(ann.email)
  const rowsOfBob = await rowsOf(bob.email)

  await signIn(page, ann)
  await openAccount(page)
  await expect(page.getByRole('main').getByText(`${ann.email} (verified)`)).toBeVisible()
  await submitDeletion(page, 'yes')
  await expect(page.getByText('Type DELETE to confirm.')).toBeVisible()
  expect(await rowsOwnedBy(id)).toHaveLength(2)

  await submitDeletion(page)
  await expectDeleted(page)
  expect(await rowsOwnedBy(id)).toEqual([])
  expect(await rowsOf(bob.email)).toEqual(rowsOfBob)
  await expect(userId(ann.email)).rejects.toThrow('no user')
  await page.goto('/account')
  await expect(page).toHaveURL(isSignInPage)

  await signIn(other, await createUser(stage, ann))
  await expect(list.empty(other)).toBeVisible()
  expect(await userId(ann.email)).not.toBe(id)
})
