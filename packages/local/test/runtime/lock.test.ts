import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '../../src/runtime/identity.ts'
import { lockFolder } from '../../src/runtime/lock.ts'
import { tempFolder } from '../temp.ts'

let folder: ReturnType<typeof tempFolder>
beforeEach(() => {
  folder = tempFolder()
})
afterEach(() => folder.remove())

const writeLock = (holder: unknown) =>
  writeFileSync(
    join(folder.path, 'lock'),
    JSON.stringify({ since: new Date(), what: 'it', ...Object(holder) }),
  )

test('is held until it is let go', () => {
  const unlock = lockFolder(folder.path, 'the first')
  expect(() => lockFolder(folder.path, 'the second')).toThrow('Already running: the first')
  unlock()
  lockFolder(folder.path, 'the third')()
  expect(readdirSync(folder.path)).toEqual([])
})

test('of a process that is gone is taken over', () => {
  writeLock({ pid: 2 ** 22 - 1, started: 'long ago' })
  lockFolder(folder.path, 'the next')()
})

test('of a process whose pid went to another one is taken over', () => {
  writeLock({ pid: process.pid, started: 'long ago' })
  lockFolder(folder.path, 'the next')()
})

test('that was cut off by a crash is taken over', () => {
  writeFileSync(join(folder.path, 'lock'), '{"pid":')
  lockFolder(folder.path, 'the next')()
})

test('of a living process is respected', () => {
  writeLock(identify(process.ppid))
  expect(() => lockFolder(folder.path, 'the next')).toThrow(`pid ${process.ppid}`)
})
