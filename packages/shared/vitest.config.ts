import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    // `server-only` throws unless it is resolved as React Server Components are.
    conditions: ['react-server'],
    alias: [
      { find: /^@\/auth\//, replacement: folder('./provider/auth/') },
      { find: /^@\/account\/(?=provider|webhook)/, replacement: folder('./provider/account/') },
      { find: /^@\//, replacement: folder('./starter/') },
    ],
  },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: {
    include: ['test/**/*.test.ts', 'starter/test/**/*.test.ts'],
    globalSetup: 'test/insforge.ts',
    // They bound what hangs, not what is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
