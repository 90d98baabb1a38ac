import { readdirSync, readlinkSync } from 'node:fs'

/**
 * Kills every process whose working folder is inside `folder`: a mutant of the process code can leave
 * some behind. Only Linux tells the working folder of a process; elsewhere nothing is done.
 */
export function endLeftovers(folder: string): void {
  if (process.platform !== 'linux') return
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  for (const pid of pids.filter((name) => workingFolder(name)?.startsWith(`${folder}/`))) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch (error) {
      if (!hasCode(error, 'ESRCH')) throw error
    }
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch (error) {
    // It has ended, or belongs to another user.
    if (hasCode(error, 'ENOENT', 'EACCES', 'ESRCH')) return undefined
    throw error
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
