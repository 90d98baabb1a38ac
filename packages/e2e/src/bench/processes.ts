import { readdirSync, readFileSync } from 'node:fs'

/** The system's clock ticks in a second: 100 on every Linux. */
const TICKS = 100

/** Seconds of CPU that these processes, those below them, and those of them that ended have used. */
export function cpuSeconds(pids: readonly number[]): number {
  const all = readdirSync('/proc').flatMap((name) => readStat(Number(name)) ?? [])
  const used = new Map<number, number>()
  const add = (pid: number) => {
    for (const stat of all) {
      if (stat.pid === pid) used.set(pid, stat.ticks)
      if (stat.parent === pid && !used.has(stat.pid)) add(stat.pid)
    }
  }
  pids.forEach(add)
  return [...used.values()].reduce((sum, ticks) => sum + ticks, 0) / TICKS
}

/** Bytes of memory that a process holds. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
}

function readStat(pid: number) {
  if (!Number.isInteger(pid)) return undefined
  try {
    // The name, in parentheses, can hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    // Its own time, and that of its children that ended.
    return { pid, parent, ticks: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) }
  } catch (error) {
    // It ended in the meantime.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
