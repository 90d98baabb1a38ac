import { deleteMyRows } from '@/account/data'
import { hashOf } from '@/account/delete-user'
import { readDeletedUser } from '@/account/webhook'
import { features } from '@/auth/env'
import { findEnvProblems } from '@/lib/env'
import { createInsForgeClient } from '@/lib/insforge'
import { logCause } from '@/lib/log'

/**
 * The provider calls this when a user was deleted there. Their rows are deleted as that user: the
 * token is for this id, so row-level security bounds it. Twice is as good as once.
 */
export async function POST(request: Request) {
  if (findEnvProblems(features.webhook).length > 0) {
    return new Response('Webhooks aren’t set up in this app.', { status: 501 })
  }
  let id: string | undefined
  try {
    id = await readDeletedUser(request)
  } catch (error) {
    logCause('A webhook was refused.', { error: (error as Error).name })
    return new Response('The signature is wrong or too old.', { status: 400 })
  }
  if (id === undefined) return new Response(null, { status: 204 })
  const rows = await deleteMyRows(await createInsForgeClient({ id }))
  if (rows.ok) return new Response(null, { status: 204 })
  // The provider tries again.
  logCause('The rows of a deleted user are still there.', { user: hashOf(id) })
  return new Response(null, { status: 503 })
}
