import type { PlannedAnswer, SeenRequest } from '../src/faults.ts'
import { fetchAlone } from '../src/fetch.ts'
import { expect, stage } from './test.ts'

// What a test asks of the services beside the app: the database, InsForge, the provider's emulator, and
// what can take them down.

const records = `${stage.gatewayUrl}/api/database/records/todos`
const admin = { 'x-api-key': stage.env.INSFORGE_API_KEY ?? '' }
const json = { 'content-type': 'application/json' }

async function read<T>(url: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
  const answer = await fetchAlone(url, { headers })
  expect(answer.status, url).toBe(200)
  return (await answer.json()) as T
}

/** A user as the emulator lists it, in the provider's own format; the address is anywhere in it. */
interface ListedUser {
  id?: string
  user_id?: string
}

/** The provider's id of the user with this address. */
export async function userId(email: string): Promise<string> {
  const { users } = await read<{ users: ListedUser[] }>(`${stage.emulatorUrl}/_emulate/users`)
  const found = users.find((user) => JSON.stringify(user).includes(JSON.stringify(email)))
  const id = found?.id ?? found?.user_id
  if (!id) throw new Error(`The emulator has no user with the address ${email}`)
  return id
}

/** A row as it is in the database, with every column. */
type Row = Readonly<Record<string, unknown>>

/** Stores rows for a user, the way a server with the admin key would. */
export async function storeRows(email: string, rows: readonly Row[]): Promise<void> {
  const user_id = await userId(email)
  const body = JSON.stringify(rows.map((row) => ({ ...row, user_id })))
  const answer = await fetchAlone(records, { method: 'POST', headers: { ...admin, ...json }, body })
  expect(answer.status).toBe(201)
}

/** What is stored for a user, past row-level security, oldest first. */
export const rowsOf = async (email: string) => rowsOwnedBy(await userId(email))

/** The same by the user's id. */
export async function rowsOwnedBy(id: string): Promise<Row[]> {
  const query = new URLSearchParams({ user_id: `eq.${id}`, order: 'created_at' })
  return read(`${records}?${query}`, admin)
}

/** The titles of these. */
export const titlesOf = async (email: string) => (await rowsOf(email)).map(({ title }) => title)

/** A request to InsForge, as the gateway of `packages/local` logs it. */
interface LoggedRequest {
  /** When it arrived, in milliseconds since 1970. */
  at: number
  method: string
  path: string
  credential: 'none' | 'anon key' | 'API key' | 'token'
  sub: string | null
  email: string | null
  /** In seconds since 1970. */
  exp: number | null
  status: number | null
}

/** All requests that InsForge got since that moment, oldest first. */
export async function requestsSince(moment: number): Promise<LoggedRequest[]> {
  const url = `${stage.gatewayUrl}/_emulate/log`
  const { requests } = await read<{ requests: LoggedRequest[] }>(url, admin)
  return requests.filter(({ at }) => at >= moment)
}

/** The same, of what was asked as the user with that id. */
export const requestsOf = async (sub: string, moment = 0) =>
  (await requestsSince(moment)).filter((request) => request.sub === sub)

/** Breaks or repairs what runs beside the app: see `src/faults.ts`. */
export async function control(command: string, body?: PlannedAnswer): Promise<void> {
  const sent = body && { headers: json, body: JSON.stringify(body) }
  const response = await fetchAlone(`${stage.controlUrl}/${command}`, { method: 'POST', ...sent })
  expect(response.status, await response.text()).toBe(204)
}

/** Has InsForge answer with this until `control('heal')`, or as many times as it says. */
export const answerWith = (plan: PlannedAnswer) => control('answer', plan)

/** Every request that InsForge got since the start of the run. */
export const seenRequests = () => read<SeenRequest[]>(`${stage.controlUrl}/seen`)

/** Calls a control of the provider's emulator: `POST /_emulate/<hook>`. */
export async function hook(method: 'POST' | 'DELETE', name: string, body?: unknown): Promise<void> {
  const answer = await fetchAlone(`${stage.emulatorUrl}/_emulate/${name}`, {
    method,
    headers: json,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}

/** What the provider's emulator logs of a request. */
interface AskedRequest {
  path: string
  userAgent: string | null
}

async function askedRequests(): Promise<AskedRequest[]> {
  const url = `${stage.emulatorUrl}/_emulate/log`
  return (await read<{ requests: AskedRequest[] }>(url)).requests
}

/** The paths at which the provider was asked since its log was cleared, in their order. */
export const askedPaths = async () => (await askedRequests()).map(({ path }) => path)

/**
 * The same without what browsers asked. Their scripts report to the provider whenever they like, even
 * when the page is gone.
 */
export const pathsAskedByServer = async () =>
  (await askedRequests())
    .filter(({ userAgent }) => !userAgent?.startsWith('Mozilla/'))
    .map(({ path }) => path)

/** How often the provider was asked at this path since its log was cleared. */
export const countRequests = async (path: string) =>
  (await askedPaths()).filter((asked) => asked === path).length

/** From now on only what follows is counted. */
export const clearLog = () => hook('DELETE', 'log')

/** What happens to requests from now on; see the faults of `packages/local/src/emulator`. */
export const addFault = (fault: Row) => hook('POST', 'faults', fault)

/** The provider is as it was. */
export const clearFaults = () => hook('DELETE', 'faults')

/** Changes settings of the provider: see the schema of its emulator. */
export const setSettings = (settings: Row) => hook('POST', 'settings', settings)

/** Ends all sessions of a user at the provider. */
export const revokeSessions = (email: string) => hook('POST', 'sessions/revoke', { email })
