import pg from 'pg'

/** A connection to that database. What is set here is not read from the caller's PGSSLMODE and
 * PGOPTIONS. */
export async function connect(databaseUrl: string): Promise<pg.Client> {
  const own = { ssl: false, options: '-c search_path=public' }
  const client = new pg.Client({ connectionString: databaseUrl, ...own })
  await client.connect()
  return client
}
