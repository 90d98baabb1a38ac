import type { Context } from 'hono'
import type { Instance } from './instance.ts'
import { clerkClient } from './objects/client.ts'
import type { Client } from './state.ts'

/** Answers with the object that was asked for and, beside it, the whole client, so that clerk-js
 * is up to date after every change. */
export async function answer(
  instance: Instance,
  c: Context,
  client: Client,
  response: unknown,
): Promise<Response> {
  return c.json({ response, client: await clerkClient(instance, client, c.req.header('origin')) })
}
