import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../src/emulator/request-log.ts'
import type { ProviderName } from '../../../src/providers/index.ts'
import * as registry from '../../../src/providers/registry.ts'
import { readRoutes, supportOf } from '../../../src/providers/support.ts'
import { perFile } from '../../per.ts'
import { auth0Sdks } from '../auth0/calls.ts'
import { clerkSdks } from '../clerk/calls.ts'
import { hook } from '../client.ts'
import { kindeSdks } from '../kinde/calls.ts'
import { stytchSdks } from '../stytch/calls.ts'
import { workosSdks } from '../workos/calls.ts'
import type { Call, Sdks } from './call.ts'
import { type Started, start } from './start.ts'

const sdks: Readonly<Record<ProviderName, Sdks>> = {
  workos: workosSdks,
  auth0: auth0Sdks,
  kinde: kindeSdks,
  clerk: clerkSdks,
  stytch: stytchSdks,
}

/** Whether a request such as `GET /v1/users/1` is one of that route. */
const isOf = (route: string, asked: string) =>
  new RegExp(`^${route.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(asked)

/** What the call gets, and what it asked for. */
async function make(emulator: Started, [ask]: Call) {
  await hook(emulator, 'DELETE log')
  const answer = await ask()
  const requests: readonly LogEntry[] = (await hook(emulator, 'GET log')).json.requests
  return { answer, asked: requests.map(({ method, path }) => `${method} ${path}`) }
}

describe.each(Object.values(registry))('the SDKs of $title', (provider) => {
  const { calls, sentence, browsers, unasked = '' } = sdks[provider.name]
  const emulator = perFile(
    () => start(provider),
    (started) => started.close(),
  )
  const made = perFile(() => calls(emulator))

  it('are answered in their types where a route is emulated', async () => {
    for (const [route, call] of Object.entries(made.emulated)) {
      const { answer, asked } = await make(emulator, call)
      expect({ route, answer }).toMatchObject({ route, answer: call[1] })
      expect({ route, asked: asked.some((one) => isOf(route, one)) }).toEqual({
        route,
        asked: true,
      })
    }
    expect((await hook(emulator, 'GET unknown')).json).toEqual({ requests: [] })
    expect((await hook(emulator, 'GET errors')).json).toEqual({ errors: [] })
  })

  it('show in their errors what is not emulated', async () => {
    for (const [what, ask] of Object.entries(made.refused)) {
      const error: unknown = await Promise.resolve(ask()).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect({ what, error }).toEqual({ what, error: expect.any(Error) })
      expect(await sentence(error)).toBe(`${what} is not emulated`)
    }
  })

  it('are called for every route of docs/supported.md', () => {
    const groups = supportOf(provider, emulator.routes).groups.filter(
      ({ name }) => !browsers?.test(name),
    )
    const emulated = groups.flatMap((group) => group.emulated)
    const refused = groups.flatMap((group) => group.refused)
    const excused = readRoutes(unasked)
    const isCalled = (route: string) =>
      Object.keys(made.refused).some((asked) => isOf(route, asked))
    expect({
      withoutCall: [
        ...emulated.filter((route) => !(route in made.emulated)),
        ...refused.filter((route) => !isCalled(route) && !excused.includes(route)),
      ],
      callsOfOthers: Object.keys(made.emulated).filter((route) => !emulated.includes(route)),
      wronglyExcused: excused.filter((route) => isCalled(route) || !refused.includes(route)),
    }).toEqual({ withoutCall: [], callsOfOthers: [], wronglyExcused: [] })
  })
})
