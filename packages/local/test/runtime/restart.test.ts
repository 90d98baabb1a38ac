import { describe, expect, test } from 'vitest'
import { identify } from '../../src/runtime/identity.ts'
import { eventually } from '../eventually.ts'
import { emptyState, emptyStatePerTest } from '../insforge/empty-state.ts'
import { perFile } from '../per.ts'
import { allGone, providerOf, start, todos } from './fixture.ts'

const folder = perFile(emptyState, ({ remove }) => remove())
const failures: Error[] = []
const local = perFile(
  async () => {
    const made = await start(folder.path, { provider: providerOf('workos') })
    made.failed.then((error) => failures.push(error))
    await todos(made, 'kept')
    return made
  },
  (made) => made.stop(),
)

/** Whether all is as it was. PostgREST takes a moment to find its Postgres again. */
async function isBack(): Promise<boolean> {
  const answers = [todos(local), fetch(`${local.emulatorUrl}/`)] as const
  const [rows, emulator] = await Promise.allSettled(answers)
  const isThere = rows.status === 'fulfilled' && rows.value.join() === 'kept'
  return isThere && emulator.status === 'fulfilled'
}

describe.each([
  ['that was killed', (pid: number) => process.kill(pid, 'SIGKILL')],
  ['that is running', () => true],
])('a restart of a part %s', (_, prepare) => {
  const parts = ['postgres', 'postgrest', 'gateway', 'emulator']
  test.each(parts)('%s: it alone is another process, and every row is there', async (part) => {
    const before = { ...local.pids }
    prepare(before[part] ?? 0)
    await local.restart(part)
    expect(await eventually(isBack)).toBe(true)

    expect(identify(before[part] ?? 0)).toBeUndefined()
    expect(identify(local.pids[part] ?? 0)).toBeDefined()
    expect(local.pids).toEqual({ ...before, [part]: local.pids[part] })
    expect(failures).toEqual([])
  })
})

test('there is no restart of what there is not', async () => {
  await expect(local.restart('mailer')).rejects.toThrow('There is no part mailer')
})

test('a part that ends by itself after its restart is told, and a stop ends the others', async () => {
  await local.restart('gateway')
  process.kill(local.pids.gateway ?? 0, 'SIGKILL')
  expect((await local.failed).message).toMatch('gateway ended by itself (SIGKILL)')
  await local.stop()
  expect(allGone(local.pids, folder.path)).toBe(true)
})

describe('a stop', () => {
  const other = emptyStatePerTest()

  test('in the middle of a restart waits for the part that is ending', async () => {
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
  })
})
