import { verifyWebhook } from '@clerk/nextjs/webhooks'
import type { NextRequest } from 'next/server'
import { deleteMyRows } from '@/account/data'
import { hashOf } from '@/account/delete-user'
import { env, features } from '@/auth/env'
import { findEnvProblems } from '@/lib/env'
import { createInsForgeClient } from '@/lib/insforge-client'
import { insforgeJwtSecret, signInsForgeToken } from '@/lib/insforge-token'
import { logCause } from '@/lib/log'
import * as z from '@/lib/validation'

/**
 * Clerk calls this when a user was deleted there. Their rows are deleted as that user: the token is
 * for this id, so row-level security bounds it. Twice is as good as once.
 */
export async function POST(request: NextRequest) {
  if (findEnvProblems(features.webhook).length > 0) {
    return new Response('Webhooks aren’t set up in this app.', { status: 501 })
  }
  let id: string | undefined
  try {
    const { type, data } = await verifyWebhook(request)
    if (type === 'user.deleted') id = data.id
  } catch (error) {
    logCause('A webhook was refused.', { error: (error as Error).name })
    return new Response('The signature is wrong or too old.', { status: 400 })
  }
  if (id === undefined) return new Response(null, { status: 204 })
  const rows = await deleteRowsOf(id)
  if (rows) return new Response(null, { status: 204 })
  // Clerk tries again.
  logCause('The rows of a deleted user are still there.', { user: hashOf(id) })
  return new Response(null, { status: 503 })
}

/** True once they are gone. */
async function deleteRowsOf(id: string): Promise<boolean> {
  const url = env().NEXT_PUBLIC_INSFORGE_URL
  const secret = await readSecret(url)
  if (secret === undefined) return false
  const client = createInsForgeClient(url, signInsForgeToken({ id }, secret))
  return (await deleteMyRows(client)).ok
}

const secretSchema = z.object({
  value: z.string().refine((secret) => !insforgeJwtSecret.check?.(secret)),
})

/**
 * InsForge's JWT secret, which this app doesn't have: Clerk's template signs the users' tokens. The
 * admin key, with which InsForge gives it, is read here and nowhere else.
 */
async function readSecret(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL('/api/secrets/JWT_SECRET', url), {
      headers: { 'x-api-key': process.env.INSFORGE_API_KEY ?? '' },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(8_000),
    })
    if (!answer.ok) logCause('InsForge refuses the API key.', { status: answer.status })
    return secretSchema.safeParse(await answer.json()).data?.value
  } catch (error) {
    logCause('InsForge did not give the secret.', { error: (error as Error).name })
    return undefined
  }
}
