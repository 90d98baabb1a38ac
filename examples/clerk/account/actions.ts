'use client'

import { useAuth, useClerk } from '@clerk/nextjs'
import { useUserAction } from '@/lib/browser-action'
import { attempt } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import { accountKept, confirmationSchema, dataKept, deleteMyRows } from './data'
import { deleteUserAtClerk } from './delete-user-action'

/**
 * Deletes the user's rows from this browser, then the user at Clerk by the server, then the session.
 * Whatever fails, the same call goes on from there: what is gone already is no failure.
 */
export function useDeleteAccount(userId: string): FormAction<undefined> {
  const { getToken } = useAuth()
  const clerk = useClerk()
  const deleteAll = useUserAction('account', confirmationSchema, async (client) => {
    const rows = await deleteMyRows(client)
    if (!rows.ok) return dataKept(rows)
    const result = await attempt(async () => {
      // The server takes a session token that is younger than a minute.
      await getToken()
      return deleteUserAtClerk(userId)
    })
    return !result.ok && result.code === 'unavailable' ? accountKept('Clerk') : result
  })
  return async (previous, form) => {
    const result = await deleteAll(previous, form)
    // A new page, because React shows no other one while a form's action runs.
    const leave = () => location.assign('/account/deleted')
    if (result.ok) await clerk.signOut(leave).catch(leave)
    return result
  }
}
