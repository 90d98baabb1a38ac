import { workosUsers } from './workos.ts'

/** Every provider. */
export const targets = [workosUsers]
