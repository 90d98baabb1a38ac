import { bearer, records, signToken } from './client.ts'
import type { Instance } from './instance.ts'

/** What a user is told about how many rows match, counted by the planner: by HEAD, by GET, and by GET
 * for a range of rows. */
export async function plannedCounts(
  { send, jwtSecret }: Instance,
  sub: string,
  tableAndFilter: string,
): Promise<readonly (string | null)[]> {
  const path = `${records}/${tableAndFilter}`
  const headers = bearer(signToken(jwtSecret, { sub }))
  const planned = { ...headers, prefer: 'count=planned' }
  const answers = [
    await send('HEAD', path, planned),
    await send('GET', path, planned),
    await send('GET', path, { ...planned, range: '0-4' }),
    await send('GET', path, { ...headers, prefer: 'count=estimated' }),
  ]
  return answers.map((answer) => answer.headers.get('content-range'))
}
