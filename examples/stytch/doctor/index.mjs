// Runs TypeScript as it stands, on Node 20 too.
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, {
  alias: { '@': process.cwd() },
  // It throws wherever Next has not put it aside.
  virtualModules: { 'server-only': {} },
  fsCache: false,
})
await jiti.import('./main.ts')
