import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Part } from './part.ts'
import type { Supervisor } from './supervisor.ts'
import { UserError } from './user-error.ts'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Starts one of our own TypeScript servers (see child.ts) as a part, hands it its configuration
 * over IPC (secrets stand in no command line and no environment) and waits until it listens. */
export async function startNodePart(
  supervisor: Supervisor,
  name: string,
  entry: URL,
  config: unknown,
): Promise<Part> {
  const part = await supervisor.start({
    name,
    command: process.execPath,
    args: ['--import', tsx, fileURLToPath(entry)],
    cwd: packageRoot,
    ipc: true,
  })
  const answer = await new Promise<{ error?: string; ended?: string }>((resolve) => {
    part.child.once('message', resolve)
    part.ended.then((how) => resolve({ ended: how }))
    part.tell({ config })
  })
  if (answer.ended !== undefined) throw new UserError(part.describe(`ended (${answer.ended})`))
  if (answer.error !== undefined) throw new UserError(answer.error)
  return part
}
