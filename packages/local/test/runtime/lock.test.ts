import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { identify } from '../../src/runtime/identity.ts'
import { lockFolder } from '../../src/runtime/lock.ts'
import { tempFolder } from '../temp.ts'

/** A folder, locked by that text if there is one. */
function folderWith(lock?: string): string {
  const { path, remove } = tempFolder()
  onTestFinished(remove)
  if (lock !== undefined) writeFileSync(join(path, 'lock'), lock)
  return path
}
const heldBy = (holder: object | undefined) =>
  JSON.stringify({ since: new Date(), what: 'it', ...holder })

test('is held until it is let go', () => {
  const path = folderWith()
  const unlock = lockFolder(path, 'the first')
  expect(() => lockFolder(path, 'the second')).toThrow('Already running: the first')
  unlock()
  lockFolder(path, 'the third')()
  expect(readdirSync(path)).toEqual([])
})

test.each([
  ['of a process that is gone', heldBy({ pid: 2 ** 22 - 1, started: 'long ago' })],
  ['of a process whose pid went to another one', heldBy({ pid: process.pid, started: 'long ago' })],
  ['that was cut off by a crash', '{"pid":'],
])('%s is taken over', (_, lock) => {
  const path = folderWith(lock)
  lockFolder(path, 'the next')()
  expect(readdirSync(path)).toEqual([])
})

test('of a living process is respected', () => {
  const path = folderWith(heldBy(identify(process.ppid)))
  expect(() => lockFolder(path, 'the next')).toThrow(`pid ${process.ppid}`)
})
