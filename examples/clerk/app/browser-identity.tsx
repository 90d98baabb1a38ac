'use client'

import { useAuth } from '@clerk/nextjs'
import { useCallback, useEffect, useState } from 'react'
import { useInsForge } from '@/lib/insforge'
import { attempt } from '@/shared/attempt'
import { type Identity, identify } from '@/shared/dev/identity'
import { IdentityPanel } from '@/shared/dev/identity-panel'
import { proveIsolation } from '@/shared/dev/prove'
import { failure, type Result, success } from '@/shared/result'

/** Who InsForge takes the bearer of this browser's tokens for. */
export function BrowserIdentity() {
  const { isLoaded, sessionId } = useAuth()
  return isLoaded && sessionId ? <SessionIdentity key={sessionId} /> : null
}

function SessionIdentity() {
  const { client, getToken, run } = useInsForge()
  const [identity, setIdentity] = useState<Result<Identity>>()

  const ask = useCallback(
    () =>
      run(async (client): Promise<Result<Identity>> => {
        const token = await getToken()
        return token ? identify(client, token) : failure('unauthenticated')
      }),
    [getToken, run],
  )

  useEffect(() => {
    let isWanted = true
    attempt(ask).then((result) => {
      if (isWanted) setIdentity(result)
    })
    return () => {
      isWanted = false
    }
  }, [ask])

  async function prove() {
    const known = await ask()
    return known.ok ? success(await proveIsolation(client, known.data.sub ?? '')) : known
  }

  return identity ? <IdentityPanel identity={identity} prove={prove} /> : null
}
