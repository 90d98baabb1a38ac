import { createInsForgeClient, createInsForgeToken } from '@/lib/insforge'
import { identify } from '@/shared/dev/identity'
import { IdentityPanel } from '@/shared/dev/identity-panel'
import { proveIsolation } from '@/shared/dev/prove'
import { AppError, failure, success } from '@/shared/result'

/** In development, a panel that shows who InsForge takes the user for. */
export async function Identity() {
  if (process.env.NODE_ENV !== 'development') return null
  const identity = await identify(await createInsForgeClient(), await createInsForgeToken())
  return <IdentityPanel identity={identity} prove={prove} />
}

async function prove() {
  'use server'
  if (process.env.NODE_ENV !== 'development') return failure('forbidden')
  try {
    const client = await createInsForgeClient()
    const identity = await identify(client, await createInsForgeToken())
    return identity.ok ? success(await proveIsolation(client, identity.data.sub ?? '')) : identity
  } catch (error) {
    if (error instanceof AppError) return failure(error.code, error.message)
    throw error
  }
}
