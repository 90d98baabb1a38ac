import type { Variable } from './env'

/** The secret that InsForge checks tokens with: it gives access to every row. */
export const insforgeJwtSecret: Variable = {
  where: 'npx @insforge/cli@0.2.8 secrets get JWT_SECRET (only what follows the equals sign)',
  check: (secret) => (secret.length < 32 ? 'is shorter than 32 characters' : undefined),
}
