import type { InsForgeClient } from '../insforge/client'
import { sqlState } from '../insforge/errors'

/** One attempt to get at another user's rows, and what came of it. */
export interface Proof {
  attempt: string
  /** What Postgres answered, in short. */
  answer: string
  /** Whether the rows were safe. */
  held: boolean
}

interface Answer {
  status: number
  error: unknown
  data: unknown
}

const SOMEBODY_ELSE = 'somebody-else'

/**
 * Tries to read everybody else's rows and to write one in somebody else's name, and reports the
 * answers. It changes and deletes nothing: should a policy be missing, that would be for real.
 */
export async function proveIsolation(client: InsForgeClient, sub: string): Promise<Proof[]> {
  const todos = () => client.database.from('todos')
  const forged = { title: 'forged', user_id: SOMEBODY_ELSE }
  return [
    findsNothing('Read everybody else’s rows', await todos().select('id').neq('user_id', sub)),
    isRefused('Write a row in somebody else’s name', await todos().insert(forged)),
  ]
}

function findsNothing(attempt: string, { status, error, data }: Answer): Proof {
  const rows = Array.isArray(data) ? data.length : 0
  const answer = error ? refusal(status, error) : `${status}, ${rows} rows`
  return { attempt, answer, held: rows === 0 }
}

function isRefused(attempt: string, { status, error }: Answer): Proof {
  const held = Boolean(error)
  return { attempt, answer: held ? refusal(status, error) : `${status}, stored`, held }
}

function refusal(status: number, error: unknown): string {
  const code = sqlState(error)
  return code === '42501' ? `${status} ${code}: refused by a policy` : `${status} ${code}`
}
