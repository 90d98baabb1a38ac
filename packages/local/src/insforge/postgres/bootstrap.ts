import { readFileSync } from 'node:fs'
import type { Client } from 'pg'

/** Gives the database InsForge's shape unless it has it. */
export async function bootstrap(client: Client, authenticatorPassword: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_namespace where nspname = 'system'")
  if (rowCount) return
  const sql = readFileSync(new URL('../bootstrap.sql', import.meta.url), 'utf8')
  const password = client.escapeLiteral(authenticatorPassword)
  // Several statements in one query are one transaction.
  await client.query(sql.replace(":'authenticator_password'", () => password))
}
