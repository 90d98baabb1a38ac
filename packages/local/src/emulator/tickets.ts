import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { ulid } from 'ulid'
import type { StateFile } from '../runtime/state-file.ts'
import type { Account, LinkedIdentity } from './accounts.ts'
import type { Clock } from './clock.ts'

/** What was mailed to prove that a user reads the mail of an address: a link, or a code to type in. */
export interface Ticket {
  readonly id: string
  readonly userId: string
  readonly purpose: 'verify-email' | 'reset-password'
  /** Null where the link is enough. */
  readonly code: string | null
  /** Milliseconds since 1970, as below. */
  readonly createdAt: number
  readonly expiresAt: number
  /** How many wrong codes were typed in. */
  wrong: number
  /** Belongs to the user as well, once the address is known to be theirs. */
  readonly identity?: LinkedIdentity | undefined
}

/** Tickets by their token, which is in the link, or in the form in which the code is typed. */
export type Tickets = Record<string, Ticket>

/** Where a provider keeps them. */
export interface TicketStore {
  readonly state: StateFile<{ tickets: Tickets }>
  readonly now: Clock
}

/** How many wrong codes there may be before a new one is needed. */
const mostWrong = 5

/** Makes a ticket, in place of any other that the account has for that; gives its token as well. */
export function createTicket(
  { state, now }: TicketStore,
  { id: userId }: Account,
  wanted: Pick<Ticket, 'purpose' | 'identity'> & { readonly minutes: number; hasCode: boolean },
): Ticket & { readonly token: string } {
  const { purpose, identity, minutes, hasCode } = wanted
  const token = randomBytes(24).toString('base64url')
  const code = hasCode ? `${randomInt(1_000_000)}`.padStart(6, '0') : null
  const createdAt = now()
  const expiresAt = createdAt + minutes * 60_000
  const ticket = { id: ulid(), userId, purpose, identity, code, createdAt, expiresAt, wrong: 0 }
  state.change(({ tickets }) => {
    for (const [other, { userId: owner, purpose: why, expiresAt: end }] of Object.entries(
      tickets,
    )) {
      if (end <= createdAt || (owner === userId && why === purpose)) delete tickets[other]
    }
    tickets[token] = ticket
  })
  return { ...ticket, token }
}

/** The ticket with that token; undefined when there is none that is good for that. */
export function findTicket(
  { state, now }: TicketStore,
  token: string,
  purpose: Ticket['purpose'],
): Ticket | undefined {
  const ticket = Object.entries(state.data.tickets).find(([other]) => other === token)?.[1]
  return ticket?.purpose === purpose && ticket.expiresAt > now() ? ticket : undefined
}

/** Uses the ticket up; `wrong` for another code than its own, `gone` when it is not good or no longer. */
export function redeemTicket(
  store: TicketStore,
  token: string,
  purpose: Ticket['purpose'],
  code: string | null = null,
): Ticket | 'wrong' | 'gone' {
  if (!findTicket(store, token, purpose)) return 'gone'
  return store.state.change(({ tickets }) => {
    const ticket = tickets[token]
    if (!ticket) return 'gone'
    const isRight = isSame(ticket.code ?? '', code?.trim() ?? '')
    if (!isRight) ticket.wrong += 1
    if (isRight || ticket.wrong >= mostWrong) delete tickets[token]
    return isRight ? ticket : 'wrong'
  })
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
