import { setTimeout as wait } from 'node:timers/promises'
import { UserError } from '../runtime/user-error.ts'
import type { Account, AccountEvent } from './accounts.ts'
import { type Clock, isoTime } from './clock.ts'

/** An event in the vendor's words. */
export interface Message {
  /** The same at each attempt to deliver it. */
  readonly id: string
  /** For example `user.created`. */
  readonly type: string
  readonly body: string
}

/** How a vendor sends events. */
export interface WebhookVendor {
  /** What happened at that time, in milliseconds since 1970. */
  describe(event: AccountEvent, account: Account, at: number): Message
  /** The headers of one attempt, at that time, and another body where the vendor sends one. */
  sign(
    message: Message,
    at: number,
  ):
    | { headers: Record<string, string>; body?: string }
    | Promise<{ headers: Record<string, string>; body?: string }>
}

/** A message on its way to the app. */
export interface Delivery {
  readonly id: string
  readonly type: string
  state: 'pending' | 'delivered' | 'failed'
  /** ISO 8601, and the status of the answer, or why there was none. */
  readonly attempts: { readonly at: string; readonly result: number | string }[]
}

/** Tells the app of accounts. */
export interface Webhooks {
  /** Oldest first, the last thousand. They are gone after a restart, as the log is. */
  readonly deliveries: readonly Delivery[]
  /** Sends it later: what caused it need not wait, and cannot fail by it. */
  send(event: AccountEvent, account: Account): void
  /** Gives up what is on its way. */
  stop(): void
}

const capacity = 1000
/** How long an app has to answer, in milliseconds; Svix gives it as much. */
const timeout = 15_000
/** Between attempts, in milliseconds: vendors go on for days, and a developer waits for seconds. */
const defaultDelays = [500, 2000, 8000, 30_000]

/** Sends events to that address, or nowhere. Throws a UserError when it is not of this machine. */
export function createWebhooks(
  address: string | undefined,
  now: Clock,
  vendor: WebhookVendor,
  delays: readonly number[] = defaultDelays,
): Webhooks {
  const url = address === undefined ? undefined : webhookAddress(address)
  const deliveries: Delivery[] = []
  const stopping = new AbortController()

  async function attempt(url: string, message: Message): Promise<number | string> {
    try {
      const response = await fetch(url, {
        body: message.body,
        ...(await vendor.sign(message, now())),
        method: 'POST',
        // An address of this machine may not pass it on to another one.
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeout)]),
      })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      const { message: text, cause } = error as Error
      return cause instanceof Error ? `${text}: ${cause.message}` : text
    }
  }

  async function deliver(url: string, message: Message, delivery: Delivery): Promise<void> {
    for (const delay of [0, ...delays]) {
      await wait(delay, undefined, { signal: stopping.signal })
      const result = await attempt(url, message)
      delivery.attempts.push({ at: isoTime(now()), result })
      if (typeof result === 'number' && result >= 200 && result < 300) {
        delivery.state = 'delivered'
        return
      }
    }
    delivery.state = 'failed'
  }

  return {
    deliveries,
    send(event, account) {
      if (url === undefined) return
      const message = vendor.describe(event, account, now())
      const { id, type } = message
      const delivery: Delivery = { id, type, state: 'pending', attempts: [] }
      deliveries.push(delivery)
      if (deliveries.length > capacity) deliveries.shift()
      deliver(url, message, delivery).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error
      })
    },
    stop: () => stopping.abort(),
  }
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** That address, when it is one of this machine; throws a UserError for others. */
export function webhookAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && loopback.test(url.hostname)) return url.href
  throw new UserError(
    `Webhooks go to an address of this machine, such as http://localhost:3000/api/webhooks, and not to ${text}: they say who your users are.`,
  )
}
