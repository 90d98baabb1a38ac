import type { ProviderPages } from './provider.ts'

/** With an app whose server signs its own tokens for InsForge, and reads the rows. */
export const readsOnServer: Pick<ProviderPages, 'secret' | 'tokenSeconds' | 'unforeseen'> = {
  secret: { name: 'INSFORGE_JWT_SECRET', where: 'npx @insforge/cli secrets get JWT_SECRET' },
  tokenSeconds: 300,
  unforeseen: 'Something went wrong',
}
