'use server'

import { redirect } from 'next/navigation'
import { endSession } from '@/account/provider'
import { features } from '@/auth/env'
import { providerName } from '@/auth/session'
import { findEnvProblems } from '@/lib/env'
import { failure } from '@/lib/result'
import { userAction } from '@/lib/server-action'
import { accountKept, confirmationSchema, dataKept, deleteMyRows } from './data'
import { deleteUser } from './delete-user'

/**
 * Deletes the user's rows, then the user at the provider, then the session. Whatever fails, the same
 * call goes on from there: what is gone already is no failure.
 */
export const deleteAccount = userAction('/account', confirmationSchema, async (client, _, user) => {
  if (findEnvProblems(features.accountDeletion).length > 0) return failure('misconfigured')
  const rows = await deleteMyRows(client)
  if (!rows.ok) return dataKept(rows)
  if (!(await deleteUser(user.id))) return accountKept(providerName)
  await endSession()
  redirect('/account/deleted')
})
