import { chmodSync, mkdtempSync, realpathSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one test, which other users may pass unless it is to be closed, and the function that
 * takes it away again. */
export function tempFolder({ closed = false } = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(place, 'local-test-'))
  if (!closed) chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** In memory where Linux has it and there is room for some database clusters: they are copied, synced
 * and deleted dozens of times, which a busy disk takes as long for as for everything else. */
const place = hasRoom('/dev/shm') ? realpathSync('/dev/shm') : tmpdir()

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 2 ** 30
  } catch {
    return false
  }
}
