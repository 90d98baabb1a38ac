import { env } from '@/auth/env'
import { type Reply, request } from './request'

/** Asks Clerk's Backend API, with the secret key. */
export function askClerk(method: 'GET' | 'POST', path: string, body?: object) {
  const url = (process.env.CLERK_API_URL ?? 'https://api.clerk.com').replace(/\/+$/, '')
  return request(`${url}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${env().CLERK_SECRET_KEY}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** The sentence of a refusal of Clerk's, or its status. */
export function refusalOf({ status, body }: Reply): string {
  const { errors } = Object(body) as { errors?: { message?: string }[] }
  return errors?.[0]?.message ?? String(status)
}
