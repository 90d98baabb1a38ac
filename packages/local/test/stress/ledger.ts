/** A row as its user wrote it. */
export interface Content {
  readonly title: string
  readonly is_complete: boolean
}

/** A row as it is answered. */
export interface Row extends Content {
  readonly id: string
  readonly user_id: string
}

/** What a row may be: what was acknowledged or, after a write whose answer did not come, also what
 * that write would make of it. Null stands for no row. */
interface Entry {
  known: Content | null
  pending?: { readonly content: Content | null }
}

/** What one user knows about their own rows. A row with an unanswered write is not written again
 * until a read shows that the write has happened: it may still be on its way. So there are never
 * more than two possibilities, and the second one is final. */
export class Ledger {
  readonly #entries = new Map<string, Entry>()

  acknowledge(id: string, content: Content | null): void {
    this.#entries.set(id, { known: content })
  }

  /** The write may have happened, may happen yet, or never. */
  doubt(id: string, content: Content | null): void {
    const known = this.#entries.get(id)?.known ?? null
    this.#entries.set(id, { known, pending: { content } })
  }

  /** Rows that are there for certain and may be written. */
  get settled(): readonly (readonly [id: string, content: Content])[] {
    return [...this.#entries].flatMap(([id, { known, pending }]) =>
      known && !pending ? [[id, known] as const] : [],
    )
  }

  get ids(): readonly string[] {
    return [...this.#entries.keys()]
  }

  /** Unanswered writes that were seen to have happened. */
  happened = 0

  /** Unanswered writes that were not seen to have happened. */
  get unseen(): number {
    return [...this.#entries.values()].filter(({ pending }) => pending).length
  }

  /** Compares what was found, or not, with what may be; says what is wrong. */
  check(id: string, found: Content | null): string | undefined {
    const entry = this.#entries.get(id)
    if (!entry) return found ? `${id} was never written` : undefined
    if (entry.pending && isSame(found, entry.pending.content)) {
      this.acknowledge(id, entry.pending.content)
      this.happened += 1
      return undefined
    }
    if (isSame(found, entry.known)) return undefined
    return `${id} is ${JSON.stringify(found)}, not ${JSON.stringify(entry)}`
  }

  /** The same for all rows at once, missing ones included. */
  checkAll(rows: readonly Row[]): string[] {
    const found = new Map(rows.map((row) => [row.id, row]))
    const ids = new Set([...this.#entries.keys(), ...found.keys()])
    return [...ids].flatMap((id) => this.check(id, found.get(id) ?? null) ?? [])
  }
}

function isSame(a: Content | null, b: Content | null): boolean {
  return a?.title === b?.title && a?.is_complete === b?.is_complete
}
