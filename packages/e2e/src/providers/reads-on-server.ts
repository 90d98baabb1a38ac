import type { ProviderPages } from './provider.ts'

/** What the starters have in common whose server signs tokens for InsForge and reads the rows. */
export const readsOnServer: Pick<ProviderPages, 'secret' | 'tokenSeconds'> = {
  secret: { name: 'INSFORGE_JWT_SECRET', where: 'npx @insforge/cli secrets get JWT_SECRET' },
  tokenSeconds: 300,
}
