import { createSecretKey, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { now } from '../insforge/client.ts'
import { Ledger, type Row } from './ledger.ts'
import { nextOperation } from './operations.ts'
import type { Outages } from './outage.ts'
import type { Abort, createSender } from './request.ts'

/** What all users share. */
export interface Ground {
  readonly sender: ReturnType<typeof createSender>
  readonly jwtSecret: string
  readonly outages: Outages
  readonly users: User[]
  /** What happened, by kind. */
  readonly tally: Map<string, number>
  /** What must never happen. */
  readonly violations: string[]
}

/** One of those who use InsForge at once: one request after the other, of which some are aborted. */
export class User {
  readonly id: string
  readonly ledger = new Ledger()
  readonly random: () => number
  readonly #ground: Ground
  #titles = 0
  /** Of the last answer, in milliseconds. */
  #latency = 10
  /** How many requests should have been given up by now and were not. */
  #dueAborts = 0

  constructor(number: number, ground: Ground) {
    this.id = `stress|${number}`
    this.random = randomFrom(number)
    this.#ground = ground
  }

  /** One of them; undefined of none. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)]
  }

  nextTitle(): string {
    this.#titles += 1
    return `${this.id} writes ${this.#titles}`
  }

  /** Another user, and one of their rows. */
  another(): { readonly id: string; readonly rowId: string } {
    const { users } = this.#ground
    const step = 1 + Math.floor(this.random() * (users.length - 1))
    const other = users[(users.indexOf(this) + step) % users.length]
    if (!other) throw new Error(`${this.id} is alone`)
    return { id: other.id, rowId: this.pick(other.ledger.ids) ?? randomUUID() }
  }

  /** Sends one request and judges its outcome. */
  async step(): Promise<void> {
    const { sender, outages, tally, violations } = this.#ground
    const { request, status, take, miss } = nextOperation(this)
    const count = (kind: string) => tally.set(kind, (tally.get(kind) ?? 0) + 1)
    const complain = (what: string) =>
      violations.push(`${this.id}: ${request.method} ${request.path}: ${what}`)

    const sentAt = performance.now()
    const outcome = await sender.send({ ...request, token: this.#token() }, this.#abort())
    if (outcome.kind !== 'answer') {
      count(outcome.kind)
      if (outcome.kind === 'aborted') this.#dueAborts -= 1
      else complain(outcome.message)
      miss?.()
      return
    }
    this.#latency = performance.now() - sentAt
    for (const row of Array.isArray(outcome.body) ? (outcome.body as Row[]) : []) {
      const isOwn = row.user_id === this.id && row.title.startsWith(`${this.id} `)
      if (!isOwn) complain(`foreign row ${JSON.stringify(row)}`)
    }
    if (outcome.status === status) {
      count(`${request.method} ${status}`)
      for (const wrong of take(outcome.body)) complain(wrong)
      return
    }
    miss?.()
    const { code, error } = Object(outcome.body) as { code?: string; error?: string }
    const answer = `${outcome.status} ${code ?? error}`
    count(`outage: ${answer}`)
    if (!outages.explains(sentAt, answer)) complain(`${answer} ${JSON.stringify(outcome.body)}`)
    await outages.over()
  }

  #token(): string {
    const key = createSecretKey(Buffer.from(this.#ground.jwtSecret))
    return jwt.sign({ sub: this.id, role: 'authenticated', exp: now() + 300 }, key)
  }

  /** One request in ten is given up: half sent, or at any moment until its answer would be there.
   * What was too late is tried again with one of the next, so that it is one in ten on any machine. */
  #abort(): Abort | undefined {
    this.#dueAborts += 0.1
    if (this.random() >= this.#dueAborts / 2) return undefined
    if (this.random() < 0.1) return 'half-sent'
    return this.random() * 1.2 * this.#latency
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
