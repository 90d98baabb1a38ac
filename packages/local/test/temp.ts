import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stagedFolder } from '../src/insforge/postgres/folders.ts'

/** A folder for one test, which other users may pass unless it is to be closed, and the function that
 * takes it away again together with what was staged for it. */
export function tempFolder({ closed = false } = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'local-test-'))
  if (!closed) chmodSync(path, 0o755)
  const remove = () => {
    for (const folder of [path, stagedFolder(path)])
      rmSync(folder, { recursive: true, force: true })
  }
  return { path, remove }
}
