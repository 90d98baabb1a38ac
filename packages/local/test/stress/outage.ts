import type { Local } from '../../src/index.ts'

/** What may be answered while Postgres is gone or comes back, status and code. No other code of
 * Postgres is among them, no 500 and no 504. Each of them leaves open whether a write has happened. */
const outageAnswers: readonly string[] = [
  '503 PGRST000', // PostgREST cannot connect
  '503 PGRST001', // its connection broke
  '503 PGRST002', // it is connected, and still reads the schema
  '503 57P01', // the session ended with its server, in the middle of a request
  '400 ', // the same, but libpq gave PostgREST 12 no code for it: {"code":"","message":""}
]

/** How long PostgREST may take to find Postgres again, in milliseconds, after an outage of that
 * length: it looks for it at intervals that double. */
const recovery = (outage: number) => Math.max(5_000, 3 * outage)

/** The outages that were made, and whether an answer belongs to one. */
export class Outages {
  readonly #local: Local
  #running: Promise<void> = Promise.resolve()
  #allowedUntil = 0
  kills = 0

  constructor(local: Local) {
    this.#local = local
  }

  /** Kills Postgres and starts it again. */
  make(): Promise<void> {
    this.kills += 1
    this.#allowedUntil = Number.POSITIVE_INFINITY
    const killedAt = performance.now()
    process.kill(this.#local.pids.postgres ?? 0, 'SIGKILL')
    this.#running = this.#local.restart('postgres').then(() => {
      const now = performance.now()
      this.#allowedUntil = now + recovery(now - killedAt)
    })
    return this.#running
  }

  /** Until Postgres runs. */
  over(): Promise<void> {
    return this.#running
  }

  /** Whether a request that was sent then may have got this answer. */
  explains(sentAt: number, answer: string): boolean {
    return sentAt < this.#allowedUntil && outageAnswers.includes(answer)
  }
}
