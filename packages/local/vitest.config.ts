import { defineConfig } from 'vitest/config'

const emulators = 'test/{emulator,providers}/**/*.test.ts'
const full = 'test/**/*.full.test.ts'
const globalSetup = 'test/insforge/shared-instance.ts'

const common = {
  // What files import is loaded once by each worker, not once by each file.
  isolate: false,
  // They bound what hangs, not what is slow: a busy machine may take ten times as long as a quiet one.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
}

export default defineConfig({
  test: {
    // Half of a test that starts processes is waiting; vitest would leave one core to itself.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          // Projects run in the order of their names: what takes long begins first.
          name: 'backend',
          include: ['test/**/*.test.ts'],
          exclude: [emulators, full],
          globalSetup,
        },
      },
      // They need no InsForge: each test starts the emulator it talks to.
      { test: { ...common, name: 'emulators', include: [emulators] } },
      // `pnpm test` runs it with `--full` only.
      { test: { ...common, name: 'full', include: [full], globalSetup } },
    ],
  },
})
