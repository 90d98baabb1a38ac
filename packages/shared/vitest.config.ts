import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `server-only` throws unless it is resolved as React Server Components are.
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/insforge.ts',
    // What files import is loaded once, not once by each file.
    isolate: false,
    // They bound what hangs, not what is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
