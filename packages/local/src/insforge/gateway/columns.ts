import type { Pool } from 'pg'

const textTypes = new Set(['text', 'character varying', 'character', 'citext'])
const timeToLive = 5 * 60_000

interface TextColumns {
  readonly names: ReadonlySet<string>
  readonly readAt: number
}

/** Leaves empty strings out of what is written to columns that are no text, as InsForge does: a form
 * field that was not filled in then means the column's default. */
export class EmptyStrings {
  readonly #pool: Pool
  readonly #cache = new Map<string, TextColumns>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async remove(body: unknown, schema: string, table: string): Promise<unknown> {
    const rows: unknown[] = Array.isArray(body) ? body : [body]
    if (!rows.some((row) => isRow(row) && Object.values(row).includes(''))) return body
    const { names } = await this.#textColumns(schema, table)
    const strip = (row: unknown) =>
      isRow(row)
        ? Object.fromEntries(
            Object.entries(row).filter(([key, value]) => value !== '' || names.has(key)),
          )
        : row
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
    const { rows } = await this.#pool.query<{ name: string; type: string; udt: string }>(
      `select column_name as name, lower(data_type) as type, lower(udt_name) as udt
       from information_schema.columns where table_schema = $1 and table_name = $2`,
      [schema, table],
    )
    const isText = (row: { type: string; udt: string }) =>
      textTypes.has(row.type === 'user-defined' ? row.udt : row.type)
    const columns = {
      names: new Set(rows.filter(isText).map((row) => row.name)),
      readAt: Date.now(),
    }
    this.#cache.set(key, columns)
    return columns
  }
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
