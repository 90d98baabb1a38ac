import { beforeEach, describe, expect, it, vi } from 'vitest'

const { envProblems } = vi.hoisted(() => ({
  envProblems: vi.fn<() => Record<string, string>[]>(() => []),
}))
const insforge = 'http://insforge.example/api/health'
const provider = 'http://provider.example/jwks'
vi.mock('@/auth/env', () => ({
  env: () => ({ NEXT_PUBLIC_INSFORGE_URL: 'http://insforge.example/' }),
  envProblems,
  publicKeysUrl: () => provider,
}))

const log = vi.spyOn(console, 'error')
const sent = vi.spyOn(globalThis, 'fetch')
const now = vi.spyOn(performance, 'now')
let GET: () => Promise<Response>

/** What each address answers from now on; an error if it doesn't. */
function answer(answers: Record<string, number | Error>) {
  sent.mockImplementation(async (url) => {
    const status = answers[String(url)] ?? 200
    if (typeof status !== 'number') throw status
    return new Response('{}', { status })
  })
}

beforeEach(async () => {
  // What a server knows when it starts.
  vi.resetModules()
  ;({ GET } = await import('@/app/api/health/ready/route'))
  vi.clearAllMocks()
  log.mockReturnValue()
  now.mockReturnValue(0)
  envProblems.mockReturnValue([])
  answer({})
})

/** What the route says, with the HTTP status that belongs to it. */
async function readiness(): Promise<unknown> {
  const answered = await GET()
  const { status } = await answered.json()
  expect(answered.status).toBe(status === 'ok' ? 200 : 503)
  return status
}

const asked = () => sent.mock.calls.map(([url]) => String(url))

describe('readiness', () => {
  it('is ok if InsForge and the provider answer, which are asked without any credentials', async () => {
    expect(await readiness()).toBe('ok')
    expect(asked()).toEqual([insforge, provider])
    for (const [, init] of sent.mock.calls) {
      expect(init).not.toHaveProperty('headers')
      expect(init).toMatchObject({ redirect: 'error', cache: 'no-store' })
    }
    expect(log).not.toHaveBeenCalled()
  })

  it('is misconfigured if a variable is wrong; the log names it, and no one is asked', async () => {
    envProblems.mockReturnValue([{ name: 'A_KEY', problem: 'is not set', where: 'here' }])
    expect(await readiness()).toBe('misconfigured')
    expect(log.mock.calls).toEqual([['Not ready: misconfigured. variables="A_KEY is not set"']])
    expect(sent).not.toHaveBeenCalled()
  })

  it.each([
    ['insforge', insforge],
    ['provider', provider],
  ])('is %s if it refuses, or does not answer; the log says which and why', async (code, url) => {
    answer({ [url]: 500 })
    expect(await readiness()).toBe(code)
    now.mockReturnValue(10_000)
    const cause = Object.assign(new Error(), { code: 'ECONNREFUSED' })
    answer({ [url]: new TypeError('fetch failed', { cause }) })
    expect(await readiness()).toBe(code)
    expect(log.mock.calls).toEqual([
      [`Not ready: refused. url="${url}" status=500`],
      [`Not ready: no answer. url="${url}" cause="ECONNREFUSED"`],
    ])
  })

  it('waits three seconds at most', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout')
    await readiness()
    expect(timeout).toHaveBeenCalledTimes(2)
    for (const [index, [ms]] of timeout.mock.calls.entries()) {
      expect(ms).toBeLessThanOrEqual(3_000)
      expect(sent.mock.calls[index]?.[1]?.signal).toBe(timeout.mock.results[index]?.value)
    }
  })

  it('asks once for all who ask at the same time', async () => {
    let respond: (response: Response) => void = () => {}
    sent.mockReturnValue(new Promise((resolve) => (respond = resolve)))
    const answers = Array.from({ length: 100 }, readiness)
    respond(new Response(null, { status: 502 }))
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['insforge']))
    expect(asked()).toEqual([insforge, provider])
  })

  it('keeps an answer for ten seconds, a good one and a bad one', async () => {
    expect(await readiness()).toBe('ok')
    answer({ [insforge]: 503 })
    now.mockReturnValue(9_999)
    expect(await readiness()).toBe('ok')
    now.mockReturnValue(10_000)
    expect(await readiness()).toBe('insforge')
    answer({})
    now.mockReturnValue(19_999)
    expect(await readiness()).toBe('insforge')
    now.mockReturnValue(20_000)
    expect(await readiness()).toBe('ok')
    expect(sent).toHaveBeenCalledTimes(6)
  })
})
