import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one test, which other users may pass unless it is to be closed, and the function that
 * takes it away again. */
export function tempFolder({ closed = false } = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'local-test-'))
  if (!closed) chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
