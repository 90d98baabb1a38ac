import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What files import is loaded once, not once by each file.
    isolate: false,
    // As the commands are run: GitHub's parser imports JSON, which Node alone does not.
    execArgv: ['--import', 'tsx'],
    // They bound what hangs, not what is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
