import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Does something in a temporary folder, which stays behind when it did not pass. What has to be taken
 * down afterwards goes into `endings`; the last one comes first.
 */
export async function inScratch(
  name: string,
  work: (scratch: string, endings: (() => unknown)[]) => Promise<boolean>,
): Promise<boolean> {
  const scratch = mkdtempSync(join(tmpdir(), `e2e-${name}-`))
  // Postgres runs as another user when this runs as root.
  chmodSync(scratch, 0o755)
  const endings: (() => unknown)[] = []
  let passed = false
  try {
    passed = await work(scratch, endings)
  } finally {
    for (const end of endings.reverse()) await end()
  }
  if (passed) rmSync(scratch, { recursive: true })
  else console.error(`Left for you to look at: ${scratch}`)
  return passed
}
