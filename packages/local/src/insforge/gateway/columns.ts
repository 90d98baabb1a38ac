import type { Pool } from 'pg'

const textTypes = new Set(['text', 'character varying', 'character', 'citext'])
const timeToLive = 5 * 60_000

interface TextColumns {
  readonly names: ReadonlySet<string>
  readonly readAt: number
}

/** Leaves empty strings out of what is written to columns that are not text, as InsForge does: a form
 * field that was not filled in then means the column's default. */
export class EmptyStrings {
  readonly #cache = new Map<string, TextColumns>()

  constructor(private readonly pool: Pool) {}

  async remove(body: unknown, schema: string, table: string): Promise<unknown> {
    const rows: unknown[] = Array.isArray(body) ? body : [body]
    if (!rows.some((row) => isRow(row) && Object.values(row).includes(''))) return body
    const { names } = await this.#textColumns(schema, table)
    const isKept = ([key, value]: [string, unknown]) => value !== '' || names.has(key)
    const strip = (row: unknown) =>
      isRow(row) ? Object.fromEntries(Object.entries(row).filter(isKept)) : row
    return Array.isArray(body) ? body.map(strip) : strip(body)
  }

  /** The columns may have changed. */
  forget(): void {
    this.#cache.clear()
  }

  async #textColumns(schema: string, table: string): Promise<TextColumns> {
    const key = JSON.stringify([schema, table])
    const cached = this.#cache.get(key)
    if (cached && Date.now() - cached.readAt < timeToLive) return cached
    const { rows } = await this.pool.query<{ name: string; type: string }>(
      `select column_name as name,
         case data_type when 'USER-DEFINED' then lower(udt_name) else lower(data_type) end as type
       from information_schema.columns where table_schema = $1 and table_name = $2`,
      [schema, table],
    )
    const names = new Set(rows.filter(({ type }) => textTypes.has(type)).map(({ name }) => name))
    const columns = { names, readAt: Date.now() }
    this.#cache.set(key, columns)
    return columns
  }
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
