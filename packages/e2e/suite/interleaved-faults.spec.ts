import type { Browser } from '@playwright/test'
import type { SessionCookies } from '../src/driver.ts'
import { LONG_TIMEOUT } from '../src/stage.ts'
import { control, setSettings, storeRows } from './services.ts'
import { type Answer, ask, askPayload, garbage, goodSession, restoreProvider } from './session.ts'
import { expect, session, stage, test } from './test.ts'

/** `pnpm stress` asks for more. */
const REQUESTS = Number(process.env.STRESS_REQUESTS ?? 500)
const USERS = REQUESTS < 5_000 ? 20 : 100
const AT_A_TIME = 8

const LED_AWAY = [307]

/** A page answers without InsForge, too. Where the browser asks InsForge itself it may be down. */
const ROWS = session.readRows ? [200, 502, 503] : [200]

/** Where tokens last for a minute, and are renewed by the page's scripts, there is none for this long. */
const PAGE = session.readRows ? [200, ...LED_AWAY] : [200]

/** A user, and a text that stands in each of their rows and nowhere else. */
interface Guest {
  readonly good: SessionCookies
  readonly mark: string
}

/** An answer, and whose rows may be in it. */
interface Expected {
  readonly ask: () => Promise<{ status: number; body: string }>
  readonly statuses: readonly number[]
  readonly marks: readonly string[]
}

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function invite(browser: Browser, number: number): Promise<Guest> {
  const context = await browser.newContext({ baseURL: stage.appUrl })
  const { email, good } = await goodSession(context)
  await context.close()
  const mark = `mark-${number}-${crypto.randomUUID().slice(0, 8)}`
  await storeRows(
    email,
    [1, 2, 3].map((row) => ({ title: `${mark}: ${row}` })),
  )
  return { good, mark }
}

/** With InsForge down, a page still answers, without rows. */
const read = (good: SessionCookies) =>
  session.readRows ? session.readRows(good, stage) : ask('/todos', { session: good })

/** Every kind of request, by how often of a hundred it is sent. */
const kinds: readonly (readonly [
  share: number,
  name: string,
  expected: (one: Guest, other: Guest, random: () => number) => Expected,
])[] = [
  [60, 'good', ({ good, mark }) => ({ ask: () => read(good), statuses: ROWS, marks: [mark] })],
  [
    10,
    'good, by Next’s client',
    ({ good, mark }) => ({ ask: () => askPayload('/todos', good), statuses: PAGE, marks: [mark] }),
  ],
  [8, 'none', () => ({ ask: () => ask('/todos'), statuses: LED_AWAY, marks: [] })],
  [
    8,
    'garbage',
    ({ good }) => ({
      ask: () => ask('/todos', { session: garbage(good) }),
      statuses: LED_AWAY,
      marks: [],
    }),
  ],
  [
    6,
    'of two users',
    (one, other) => ({
      ask: () => ask('/todos', { session: mix(one.good, other.good) }),
      statuses: [200, ...LED_AWAY],
      // A session that is in one cookie is one user's.
      marks: Object.keys(one.good).length === 1 ? [one.mark] : [one.mark, other.mark],
    }),
  ],
  [
    8,
    'aborted',
    ({ good, mark }, _, random) => ({
      ask: () => cutOff((signal) => ask('/todos', { session: good, signal }), random() * 250),
      statuses: [...PAGE, 0],
      marks: [mark],
    }),
  ],
]

/** Gives up after some milliseconds. `fetch` may never settle when its body is cut off. */
async function cutOff(asking: (signal: AbortSignal) => Promise<Answer>, milliseconds: number) {
  const controller = new AbortController()
  const { signal } = controller
  const nothing = { status: 0, body: '' }
  const gone = new Promise<typeof nothing>((resolve) => {
    signal.addEventListener('abort', () => resolve(nothing))
  })
  const timer = setTimeout(() => controller.abort(), milliseconds)
  const answered = asking(signal).catch((error: unknown) => {
    if (signal.aborted) return nothing
    throw error
  })
  return Promise.race([answered, gone]).finally(() => clearTimeout(timer))
}

/** Every second cookie from the other session. */
const mix = (one: SessionCookies, other: SessionCookies): SessionCookies =>
  Object.fromEntries(
    Object.entries(one).map(([name, value], n) => [name, n % 2 ? (other[name] ?? value) : value]),
  )

test.afterEach(restoreProvider)

function choose(random: () => number) {
  let left = random() * 100
  const found = kinds.find(([share]) => {
    left -= share
    return left < 0
  })
  return found ?? kinds[0]
}

test(`of ${REQUESTS} interleaved requests none shows another user’s rows`, async ({ browser }) => {
  test.setTimeout(LONG_TIMEOUT)
  // Renewal has tests of its own.
  if (!session.expire) await setSettings({ accessTokenSeconds: 3600 })
  const guests: Guest[] = []
  for (let number = 0; number < USERS; number++) guests.push(await invite(browser, number))

  const random = randomFrom(20_261_129)
  const pick = () => guests[Math.floor(random() * USERS)] as Guest
  const tally = new Map<string, number>()
  const wrong: string[] = []
  let withRows = 0
  const restarts = new Set([Math.floor(REQUESTS / 3), Math.floor((2 * REQUESTS) / 3)])
  const numbers = Array.from({ length: REQUESTS }, (_, number) => number).values()

  async function send(number: number) {
    const kind = choose(random)
    if (!kind) return
    const [, name, expect] = kind
    const one = pick()
    const expected = expect(one, pick(), random)
    const { status, body } = await expected.ask()
    const key = `${name}: ${status}`
    tally.set(key, (tally.get(key) ?? 0) + 1)
    const seen = [...new Set(body.match(/mark-\d+-[\da-f]{8}/g))]
    if (seen.length > 0) withRows++
    if (seen.length > 1 || seen.some((mark) => !expected.marks.includes(mark))) {
      wrong.push(`${number}, ${name}: ${seen}`)
    }
    if (!expected.statuses.includes(status)) wrong.push(`${number}, ${key}`)
  }
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (const number of numbers) {
        if (restarts.has(number)) await control('restart/postgrest')
        await send(number)
      }
    }),
  )

  console.log(`${stage.provider}: ${withRows} of ${REQUESTS} answers with rows`)
  for (const [key, count] of [...tally].sort()) console.log(`  ${key}: ${count}`)
  expect(wrong.slice(0, 20)).toEqual([])
  expect(withRows).toBeGreaterThanOrEqual(REQUESTS / 2)
})
