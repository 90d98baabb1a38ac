import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `server-only` throws unless it is resolved as React Server Components are.
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: { include: ['test/**/*.test.ts'], globalSetup: 'test/insforge.ts' },
})
