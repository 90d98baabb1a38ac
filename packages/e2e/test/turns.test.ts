import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { identify } from '@insforge-auth-starters/local/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitUntil } from '../src/run.ts'

let reports: string

beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'turns-'))
})

afterEach(() => rmSync(reports, { recursive: true }))

const write = (file: string, text = '') => writeFileSync(join(reports, file), text)

/** Waits for two suites. `events` tells, in their order, when that was over and what came before. */
async function waitForTwo() {
  const events: string[] = []
  const over = waitUntil('built', reports, ['first', 'second']).then(() => events.push('over'))
  await nextTurn()
  return { events, over }
}

test('a suite waits until all before it have taken a step', async () => {
  write('first.built')
  write('second.played')
  const { events, over } = await waitForTwo()
  events.push('second is built')
  write('second.built')
  await over
  expect(events).toEqual(['second is built', 'over'])
})

test('a suite that is killed holds no other', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  write('first.process', JSON.stringify(identify(child.pid ?? 0)))
  write('second.built')
  const { events, over } = await waitForTwo()
  events.push('first is killed')
  child.kill('SIGKILL')
  await once(child, 'exit')
  await over
  expect(events).toEqual(['first is killed', 'over'])
})
