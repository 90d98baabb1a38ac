import { expect, test } from 'vitest'
import { findPostgrest } from '../../src/insforge/postgrest.ts'

const on =
  (platform: NodeJS.Platform, arch: NodeJS.Architecture, env = {}) =>
  () =>
    findPostgrest({ platform, arch, env })

test.each([
  ['darwin', 'arm64', 'Install it with: brew install postgrest'],
  ['linux', 'arm64', 'Put it on the PATH, or name the program in POSTGREST_BIN: https://'],
  ['win32', 'x64', 'On Windows, run this in WSL2.'],
] as const)('without PostgREST on %s-%s the next step is told', (platform, arch, next) => {
  expect(on(platform, arch)).toThrow(`No PostgREST for ${platform}-${arch}: npm has none. ${next}`)
})

test('one that is named, or on the PATH, is taken', () => {
  expect(on('darwin', 'arm64', { POSTGREST_BIN: process.execPath })()).toBe(process.execPath)
  expect(on('darwin', 'arm64', { POSTGREST_BIN: '/nowhere' })).toThrow(
    'POSTGREST_BIN=/nowhere is not an executable program.',
  )
})
