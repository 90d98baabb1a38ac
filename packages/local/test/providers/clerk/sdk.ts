import { createClerkClient } from '@clerk/backend'
import type { ForApp } from '../client.ts'

/** The SDK with the variables of an example. */
export const sdk = ({ env }: Pick<ForApp, 'env'>, secretKey = `${env.CLERK_SECRET_KEY}`) =>
  createClerkClient({
    secretKey,
    apiUrl: `${env.CLERK_API_URL}`,
    publishableKey: `${env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY}`,
    proxyUrl: `${env.NEXT_PUBLIC_CLERK_PROXY_URL}`,
    telemetry: { disabled: true },
  })
