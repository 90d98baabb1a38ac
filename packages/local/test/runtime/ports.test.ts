import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { portsOf } from '../../src/runtime/ports.ts'

// What claims a port is known to the system alone, so two ranges stand for two processes.
const first = 19_900
const one = portsOf(first, 8)
const other = portsOf(first, 8)

test('two processes that look at the same time find different free ports', async () => {
  const taken = createServer().listen(first + 3, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => {
    taken.close()
  })
  const found = await Promise.all([one, other, one, other, one, other, one].map((next) => next()))
  const free = [0, 1, 2, 4, 5, 6, 7].map((offset) => first + offset)
  expect(found.toSorted()).toEqual(free)
})
