import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const pathOf = (module: string) => fileURLToPath(new URL(`../starter/${module}`, import.meta.url))

/** Imports a module as a browser's bundle would, without the condition `react-server`. */
function importForBrowser(module: string) {
  const path = pathOf(module)
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  })
  return { status, stderr }
}

const onServer = ['lib/insforge.ts', 'lib/insforge-token.ts', 'lib/server-action.ts']

it.each(onServer)('%s is kept from browsers', (module) => {
  expect(importForBrowser(module)).toEqual({
    status: 1,
    stderr: expect.stringContaining('cannot be imported from a Client Component'),
  })
})

// What it imports is the provider's, and may change.
it.each(onServer)('%s is kept from browsers by itself', (module) => {
  expect(readFileSync(pathOf(module), 'utf8')).toMatch(/^import 'server-only'$/m)
})

it('what a browser needs may be imported there', () => {
  expect(importForBrowser('lib/result.ts')).toMatchObject({ status: 0 })
})
