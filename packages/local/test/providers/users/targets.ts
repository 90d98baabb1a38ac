import { auth0Users } from './auth0.ts'
import { clerkUsers } from './clerk.ts'
import { kindeUsers } from './kinde.ts'
import { stytchUsers } from './stytch.ts'
import { workosUsers } from './workos.ts'

/** Every provider. */
export const targets = [workosUsers, clerkUsers, stytchUsers, auth0Users, kindeUsers]
