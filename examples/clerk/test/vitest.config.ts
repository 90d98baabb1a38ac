import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Unit tests of lib/ and todos/. They need no account and no network. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: {
    // `server-only` throws unless it is resolved as React Server Components are.
    conditions: ['react-server'],
    alias: { '@': fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '') },
  },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: { include: ['test/**/*.test.ts'] },
})
