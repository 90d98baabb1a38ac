import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../temp.ts'

/** Makes the function that gives a folder of its own the state of a new emulator. `open` makes that
 * state in a folder, and is called the first time only: its RSA key takes longer than a test. */
export function newStateOf(open: (stateDir: string) => Promise<unknown>): () => Promise<string> {
  let files: Promise<ReadonlyMap<string, Buffer>> | undefined
  return async () => {
    files ??= filesOf(open)
    const stateDir = tempFolder({ closed: true }).path
    for (const [name, content] of await files) {
      writeFileSync(join(stateDir, name), content, { mode: 0o600 })
    }
    return stateDir
  }
}

async function filesOf(open: (stateDir: string) => Promise<unknown>) {
  const { path, remove } = tempFolder({ closed: true })
  try {
    await open(path)
    return new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]))
  } finally {
    remove()
  }
}
