import { expect, stage } from './test.ts'

/** A request to InsForge: see `packages/local/src/insforge/gateway/request-log.ts`. */
export interface LoggedRequest {
  /** When it arrived, in milliseconds since 1970. */
  at: number
  method: string
  path: string
  credential: 'none' | 'anon key' | 'API key' | 'token'
  sub: string | null
  /** In seconds since 1970. */
  exp: number | null
  status: number | null
}

/** All requests that InsForge got since that moment, oldest first. */
export async function requestsSince(moment: number): Promise<LoggedRequest[]> {
  const headers = { 'x-api-key': stage.env.INSFORGE_API_KEY ?? '' }
  const answer = await fetch(`${stage.gatewayUrl}/_emulate/log`, { headers })
  expect(answer.status).toBe(200)
  const { requests } = (await answer.json()) as { requests: LoggedRequest[] }
  return requests.filter(({ at }) => at >= moment)
}

/** The same, of what was asked as the user with that id. */
export async function requestsOf(sub: string, moment = 0): Promise<LoggedRequest[]> {
  return (await requestsSince(moment)).filter((request) => request.sub === sub)
}
