import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProvider, type Local } from '../../src/index.ts'
import { identify } from '../../src/runtime/identity.ts'
import { eventually } from '../eventually.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { allGone, start, todos } from './fixture.ts'

const parts = ['postgres', 'postgrest', 'gateway', 'emulator']
const folder = emptyState()
let local: Local
let failure: Error | undefined

function workos() {
  const provider = findProvider('workos')
  if (!provider) throw new Error('workos is missing')
  return provider
}

beforeAll(async () => {
  local = await start(folder.path, { provider: workos() })
  local.failed.then((error) => {
    failure = error
  })
  await todos(local, 'kept')
})
afterAll(async () => {
  await local.stop()
  folder.remove()
})

/** Whether all is as it was. PostgREST takes a moment to find its Postgres again. */
const isBack = () =>
  eventually(async () => {
    const [rows, emulator] = await Promise.allSettled([
      todos(local),
      fetch(`${local.emulatorUrl}/`),
    ])
    return (
      rows.status === 'fulfilled' && rows.value.join() === 'kept' && emulator.status === 'fulfilled'
    )
  })

describe.each([
  ['that was killed', (pid: number) => process.kill(pid, 'SIGKILL')],
  ['that is running', () => true],
])('a restart of a part %s', (_, prepare) => {
  test.each(parts)('%s: it alone is another process, and every row is there', async (part) => {
    const before = { ...local.pids }
    prepare(before[part] ?? 0)
    await local.restart(part)
    expect(await isBack()).toBe(true)

    expect(identify(before[part] ?? 0)).toBeUndefined()
    expect(identify(local.pids[part] ?? 0)).toBeDefined()
    expect(local.pids).toEqual({ ...before, [part]: local.pids[part] })
    expect(failure).toBeUndefined()
  })
})

test('there is no restart of what there is not', async () => {
  await expect(local.restart('mailer')).rejects.toThrow('There is no part mailer')
})

test.each(parts)('%s that ends by itself after a restart is told', async (part) => {
  const other = emptyState()
  const again = await start(other.path, { provider: workos() })
  await again.restart(part)
  process.kill(again.pids[part] ?? 0, 'SIGKILL')
  expect((await again.failed).message).toMatch(`${part} ended by itself (SIGKILL)`)
  await again.stop()
  expect(allGone(again.pids, other.path)).toBe(true)
  other.remove()
})

test('a stop in the middle of a restart waits for the part that is ending', async () => {
  const other = emptyState()
  const again = await start(other.path)
  const { postgres = 0, ...others } = again.pids
  process.kill(postgres, 'SIGSTOP')
  const restarting = expect(again.restart('postgres')).rejects.toThrow('stopping')
  const leftAtTheEnd = again.stop().then(() => identify(postgres))
  expect(await eventually(() => allGone(others, '/nowhere'))).toBe(true)
  process.kill(postgres, 'SIGCONT')
  expect(await leftAtTheEnd).toBeUndefined()
  await restarting
  expect(allGone(again.pids, other.path)).toBe(true)
  other.remove()
})

test('what was restarted ends with its supervisor’s stop', async () => {
  await local.stop()
  expect(allGone(local.pids, folder.path)).toBe(true)
})
