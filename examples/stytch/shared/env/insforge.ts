import type { Variable } from './env'

/** Where InsForge answers. */
export const insforgeUrl: Variable = {
  where: 'InsForge dashboard > project settings > URL',
  check: checkBaseUrl,
}

/** The secret InsForge checks tokens with: whoever has it can read and write every row. */
export const insforgeJwtSecret: Variable = {
  where: 'npx @insforge/cli secrets get JWT_SECRET (only what follows the equals sign)',
  check: (secret) => (secret.length < 32 ? 'is shorter than 32 characters' : undefined),
}

/** For a variable that holds the base URL of a service. */
export function checkBaseUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a URL'
  const { protocol, pathname, search } = new URL(value)
  if (protocol !== 'https:' && protocol !== 'http:') return 'does not begin with https://'
  return pathname === '/' && !search ? undefined : 'has a path; leave it out'
}
