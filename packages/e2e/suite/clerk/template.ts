import { hook } from '../emulator.ts'

/** Gives one person another JWT template than the others have: see the settings of Clerk's stand-in. */
export const setTemplate = (email: string, template: Readonly<Record<string, unknown>>) =>
  hook('POST', 'template', { email, ...template })
