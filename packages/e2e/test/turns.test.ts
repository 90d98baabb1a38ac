import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { identify } from '@insforge-auth-starters/local/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitUntil } from '../src/run.ts'

let reports: string

beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'turns-'))
})

afterEach(() => rmSync(reports, { recursive: true }))

const write = (file: string, text = '') => writeFileSync(join(reports, file), text)

/** Waits for two suites, and tells whether it still does. */
function waitForTwo() {
  let waits = true
  const over = waitUntil('built', reports, ['first', 'second']).then(() => {
    waits = false
  })
  return { over, waits: () => waits }
}

test('a suite waits until all before it have taken a step', async () => {
  const { over, waits } = waitForTwo()
  write('first.built')
  write('second.played')
  await pause(300)
  expect(waits()).toBe(true)
  write('second.built')
  await over
})

test('a suite that is killed holds no other', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  write('first.process', JSON.stringify(identify(child.pid ?? 0)))
  write('second.built')
  const { over, waits } = waitForTwo()
  await pause(300)
  expect(waits()).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await over
})
