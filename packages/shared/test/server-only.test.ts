import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Imports a module as a browser's bundle would, without the condition `react-server`. */
function importForBrowser(module: string) {
  const path = fileURLToPath(new URL(`../starter/${module}`, import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', path], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  })
  return { status, stderr }
}

it.each(['lib/insforge.ts', 'lib/server-action.ts'])('%s is kept from browsers', (module) => {
  expect(importForBrowser(module)).toEqual({
    status: 1,
    stderr: expect.stringContaining('cannot be imported from a Client Component'),
  })
})

it('what a browser needs may be imported there', () => {
  expect(importForBrowser('lib/result.ts')).toMatchObject({ status: 0 })
})
