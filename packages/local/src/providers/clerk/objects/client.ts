import type { Instance } from '../instance.ts'
import { activeSession } from '../sessions.ts'
import type { Client } from '../state.ts'
import { ownSession } from './session.ts'
import { clerkSignIn } from './sign-in.ts'
import { clerkSignUp } from './sign-up.ts'

/** A browser and who is signed in in it, as the Frontend API sends it to an app of that origin. */
export async function clerkClient(instance: Instance, client: Client, origin: string | undefined) {
  const session = activeSession(instance, client)
  return {
    id: client.id,
    object: 'client',
    sessions: session ? [await ownSession(instance, session, origin)] : [],
    sign_in: client.signIn && clerkSignIn(instance, client.signIn),
    sign_up: client.signUp && clerkSignUp(instance, client.signUp),
    last_active_session_id: session?.id ?? null,
    last_authentication_strategy: client.lastStrategy,
    cookie_expires_at: null,
    captcha_bypass: true,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  }
}
