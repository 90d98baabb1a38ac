import type { ClientBase } from 'pg'
import { UserError } from '../runtime/user-error.ts'
import { connect } from './connect.ts'

/** Leaves in every table that a migration made the rows that the migrations inserted. Throws a UserError
 * for one of their statements that the tables of now refuse; nothing has changed then. */
export async function resetTables(databaseUrl: string): Promise<void> {
  const client = await connect(databaseUrl)
  try {
    await client.query('begin')
    const tables = await client.query<{ list: string | null }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as list from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'auth', 'system')`,
    )
    const list = tables.rows[0]?.list
    if (list) await client.query(`truncate ${list} restart identity cascade`)
    const migrations = await client.query<{ name: string; sql: string }>(
      `select name, array_to_string(statements, ';') as sql
       from system.custom_migrations order by version::numeric`,
    )
    await client.query('set local role project_admin')
    for (const { name, sql } of migrations.rows) await insertAgain(client, name, sql)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function insertAgain(client: ClientBase, migration: string, sql: string): Promise<void> {
  for (const statement of await insertsOf(sql)) {
    try {
      await client.query(statement)
    } catch (error) {
      throw new UserError(
        `An insert of the migration ${migration} cannot be repeated: ${(error as Error).message}`,
      )
    }
  }
}

/** The statements of a migration that insert rows. */
async function insertsOf(sql: string): Promise<string[]> {
  if (!/\binsert\b/i.test(sql)) return []
  const { loadModule, parseSync } = await import('libpg-query')
  await loadModule()
  const { stmts = [] } = parseSync(sql) as { stmts?: Statement[] }
  const bytes = Buffer.from(sql)
  return stmts
    .filter(({ stmt }) => 'InsertStmt' in stmt)
    .map(({ stmt_location: from = 0, stmt_len: length }) =>
      bytes.subarray(from, length && from + length).toString(),
    )
}

/** Where it is, in bytes; without a length it is the last one. */
interface Statement {
  readonly stmt: object
  readonly stmt_location?: number
  readonly stmt_len?: number
}
