'use server'

import { getUser, providerName } from '@/auth/session'
import { failure, type Result, success } from '@/lib/result'
import { accountKept } from './data'
import { deleteUser } from './delete-user'

/** Deletes the signed-in user at Clerk, if that is the user of the page. Their rows are deleted before. */
export async function deleteUserAtClerk(expectedUserId: string): Promise<Result<undefined>> {
  const user = await getUser()
  if (!user) return accountKept(providerName, 'Sign in again to continue.')
  if (user.id !== expectedUserId) return failure('user_changed')
  return (await deleteUser(user.id)) ? success(undefined) : accountKept(providerName)
}
