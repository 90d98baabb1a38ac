import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes the function that gives a folder of its own the state of a new emulator. `open` makes that
 * state in a folder, and is called the first time only: its RSA key takes longer than a test. */
export function newStateOf(open: (stateDir: string) => Promise<unknown>): () => Promise<string> {
  let files: Promise<ReadonlyMap<string, Buffer>> | undefined
  return async () => {
    files ??= filesOf(open)
    const stateDir = temporaryFolder()
    for (const [name, content] of await files) {
      writeFileSync(join(stateDir, name), content, { mode: 0o600 })
    }
    return stateDir
  }
}

async function filesOf(open: (stateDir: string) => Promise<unknown>) {
  const folder = temporaryFolder()
  try {
    await open(folder)
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'emulator-test-'))
