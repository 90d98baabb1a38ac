import { clerkUsers } from './clerk.ts'
import { stytchUsers } from './stytch.ts'
import { workosUsers } from './workos.ts'

/** Every provider. */
export const targets = [workosUsers, clerkUsers, stytchUsers]
