import { type Actor, type Finding, notChecked, ok, wrong } from './finding'
import { insforgeAddress, MIGRATE } from './insforge'
import type { Column, Schema, Table } from './migrations'
import { field, type Reply, request } from './request'

type Row = Record<string, unknown>

interface Asked {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: string
  row?: Row
  /** Asks for no rows in return: to see them takes a policy of its own. */
  blind?: boolean
}

/** There was no answer; the message is why. */
export class NoAnswer extends Error {}

/** Asks for rows of a table, with a token or without. Throws `NoAnswer`. */
async function ask(table: string, token: string | undefined, asked: Asked): Promise<Reply> {
  const { method = 'GET', query = '', row, blind } = asked
  const reply = await request(`${insforgeAddress()}/api/database/records/${table}?${query}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
      prefer: `return=${blind ? 'minimal' : 'representation'}`,
    },
    ...(row && { body: JSON.stringify(method === 'POST' ? [row] : row) }),
  })
  if (typeof reply === 'string') throw new NoAnswer(reply)
  return reply
}

/** Checks that the database has every table and column that the migrations make. */
export async function checkTables({ tables }: Schema, token: string): Promise<Finding[]> {
  const missing: Finding[] = []
  for (const { name, file, columns } of tables) {
    const select = columns.map((column) => column.name).join()
    const reply = await ask(name, token, { query: `select=${select}&limit=0` })
    const what =
      (reply.status === 404 && `The table ${name}`) ||
      (field(reply, 'code') === '42703' && `A column of the table ${name}`)
    if (what)
      missing.push(wrong('Migrations', `${what} is missing: ${file} is not applied.`, MIGRATE))
  }
  if (missing.length > 0) return missing
  const names = tables.map(({ name }) => name).join(', ')
  return [ok('Migrations', `The database has${names ? `: ${names}.` : ' no table of yours yet.'}`)]
}

const NEXT = 'Compare its policies with patterns/README.md, and change them in a new migration.'
const isRefused = ({ status }: Reply) => status === 401 || status === 403
const rowsOf = ({ body }: Reply): unknown[] => (Array.isArray(body) ? body : [])

/** Checks that no table answers without a token, nor to the anon key, unless it is public. */
export async function checkStrangers({ tables }: Schema, anon?: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, isPublic } of tables) {
    const without = await ask(name, undefined, { query: 'limit=1' })
    const withAnon =
      anon !== undefined && !isPublic && (await ask(name, anon, { query: 'limit=1' }))
    const who =
      (!isRefused(without) && 'a request without a token') ||
      (withAnon && !isRefused(withAnon) && 'the anon key')
    if (who) findings.push(wrong('Strangers', `The table ${name} answers ${who}.`, NEXT))
  }
  return findings.length > 0 ? findings : [ok('Strangers', 'No table answers them.')]
}

/**
 * Has a user try in each table to read the rows of others, and to write one for a made-up user: it
 * stays there if that is possible.
 *
 * @param mayWrite Without it, only reading is tried.
 */
export async function checkUser(
  { tables }: Schema,
  { id, token }: Actor,
  mayWrite: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, columns, isPublic } of tables) {
    const row = hasOwner(columns) && exampleRow(columns)
    if (!row) continue
    const query = `user_id=neq.${encodeURIComponent(id)}&limit=1`
    const others = await ask(name, token, { query })
    const forge = { method: 'POST', row: { ...row, user_id: 'doctor|2' }, blind: true } as const
    const forged = mayWrite && (await ask(name, token, forge))
    const problem =
      (!isPublic && rowsOf(others).length > 0 && 'The user reads the rows of others.') ||
      (forged && forged.status === 201 && 'The user writes rows for others.')
    const where = `Users in ${name}`
    const says = forged ? 'They are kept apart.' : 'The user reads no rows of others.'
    findings.push(problem ? wrong(where, problem, NEXT) : ok(where, says))
  }
  return findings
}

const hasOwner = (columns: Column[]) => columns.some(({ name }) => name === 'user_id')

/**
 * Checks that two made-up users are kept apart in each table. Writes a row, and removes it and what
 * an earlier run left.
 */
export async function checkPolicies({ tables }: Schema, one: Actor, other: Actor) {
  const findings: Finding[] = []
  for (const table of tables) findings.push(await checkTable(table, one, other))
  return findings
}

async function checkTable(table: Table, one: Actor, other: Actor): Promise<Finding> {
  const name = `Users in ${table.name}`
  if (!hasOwner(table.columns)) {
    return notChecked(name, 'It has no column user_id.')
  }
  const row = exampleRow(table.columns)
  if (!row) return notChecked(name, 'A row of it refers to another table.')
  const clean = async () => {
    for (const { id, token } of [one, other]) {
      await ask(table.name, token, { method: 'DELETE', query: of(id) })
    }
  }
  await clean()
  try {
    const written = await ask(table.name, one.token, { method: 'POST', row })
    if (isRefused(written)) return ok(name, 'They write nothing to it.')
    if (written.status !== 201)
      return notChecked(name, `A row was not accepted (${written.status}).`)
    const problem = await trespass(table, row, one.id, other.token)
    return problem ? wrong(name, problem, NEXT) : ok(name, 'They are kept apart.')
  } finally {
    await clean()
  }
}

/**
 * Checks that all rows of a made-up user are deleted with the account: writes one to each table, and
 * has them deleted.
 */
export async function checkDeletion({ tables, functions }: Schema, { token }: Actor) {
  if (!functions.delete_my_rows) return []
  for (const { name, columns } of tables) {
    const row = hasOwner(columns) && exampleRow(columns)
    if (row) await ask(name, token, { method: 'POST', row, blind: true })
  }
  const reply = await request(`${insforgeAddress()}/api/database/rpc/delete_my_rows`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  })
  if (typeof reply === 'string') throw new NoAnswer(reply)
  const name = 'Rows of an account'
  if (reply.status < 300) return [ok(name, 'They are deleted with it.')]
  return [wrong(name, `They stay: ${field(reply, 'message') || reply.status}.`, NEXT)]
}

const of = (id: string) => `user_id=eq.${encodeURIComponent(id)}`

/** Tries to reach the rows of a user with the token of another; returns what was possible. */
async function trespass({ name, isPublic }: Table, row: Row, id: string, token: string) {
  const query = of(id)
  const read = await ask(name, token, { query: `${query}&limit=1` })
  if (!isPublic && rowsOf(read).length > 0) return 'One user reads the rows of another.'
  const changed = await ask(name, token, { method: 'PATCH', query, row })
  if (rowsOf(changed).length > 0) return 'One user changes the rows of another.'
  const forged = await ask(name, token, {
    ...{ method: 'POST', row: { ...row, user_id: id }, blind: true },
  })
  if (forged.status === 201) return 'One user writes rows for another.'
  const deleted = await ask(name, token, { method: 'DELETE', query })
  return rowsOf(deleted).length > 0 ? 'One user deletes the rows of another.' : undefined
}

const samples: readonly (readonly [type: RegExp, make: () => unknown])[] = [
  [/^(text|character|varchar|citext)/, () => 'doctor'],
  [/^(int|bigint|smallint|numeric|real|double|decimal)/, () => 1],
  [/^bool/, () => false],
  [/^uuid/, () => crypto.randomUUID()],
  [/^(timestamp|date)/, () => new Date().toISOString()],
  [/^json/, () => ({})],
]

/** A row with the values that one needs; undefined if there are none that would do. */
function exampleRow(columns: Column[]): Row | undefined {
  const values = columns
    .filter(({ isRequired }) => isRequired)
    .map(({ name, type, refersTo }) => {
      const sample = refersTo === undefined && samples.find(([pattern]) => pattern.test(type))
      return sample ? [name, sample[1]()] : undefined
    })
  return values.includes(undefined) ? undefined : Object.fromEntries(values as [string, unknown][])
}
