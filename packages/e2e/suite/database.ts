import { expect, stage } from './test.ts'

const records = `${stage.gatewayUrl}/api/database/records/todos`
const admin = { 'x-api-key': stage.env.INSFORGE_API_KEY ?? '' }

/** A user as the emulator lists it, in the provider's own format; the address is anywhere in it. */
interface ListedUser {
  id?: string
  user_id?: string
}

/** The provider's id of the user with this address. */
export async function userId(email: string): Promise<string> {
  const answer = await fetch(`${stage.emulatorUrl}/_emulate/users`)
  const { users } = (await answer.json()) as { users: ListedUser[] }
  const found = users.find((user) => JSON.stringify(user).includes(JSON.stringify(email)))
  const id = found?.id ?? found?.user_id
  if (!id) throw new Error(`The emulator has no user with the address ${email}`)
  return id
}

/** A row as it is in the database, with every column. */
export type Row = Readonly<Record<string, unknown>>

/** Stores rows for a user, the way a server with the admin key would. */
export async function storeRows(email: string, rows: readonly Row[]): Promise<void> {
  const user_id = await userId(email)
  const answer = await fetch(records, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json' },
    body: JSON.stringify(rows.map((row) => ({ ...row, user_id }))),
  })
  expect(answer.status).toBe(201)
}

/** What is stored for a user, past row-level security, oldest first. */
export async function rowsOf(email: string): Promise<Row[]> {
  const query = new URLSearchParams({ user_id: `eq.${await userId(email)}`, order: 'created_at' })
  const answer = await fetch(`${records}?${query}`, { headers: admin })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Row[]
}
