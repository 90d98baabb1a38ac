import type { ProviderPages } from './provider.ts'

/** With an app whose server signs its own tokens for InsForge. */
export const signsTokens: Pick<ProviderPages, 'secret' | 'tokenSeconds'> = {
  secret: { name: 'INSFORGE_JWT_SECRET', where: 'npx @insforge/cli secrets get JWT_SECRET' },
  tokenSeconds: 300,
}
