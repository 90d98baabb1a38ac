import { expect, stage } from './test.ts'

/** Calls a control of the provider's emulator: `POST /_emulate/<hook>`. */
export async function hook(method: 'POST' | 'DELETE', name: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${stage.emulatorUrl}/_emulate/${name}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}

/** The paths at which the provider was asked since its log was cleared, in their order. */
export async function askedPaths(): Promise<string[]> {
  const answer = await fetch(`${stage.emulatorUrl}/_emulate/log`)
  const { requests } = (await answer.json()) as { requests: { path: string }[] }
  return requests.map(({ path }) => path)
}

/** How often the provider was asked at this path since its log was cleared. */
export async function countRequests(path: string): Promise<number> {
  return (await askedPaths()).filter((asked) => asked === path).length
}

/** From now on only what follows is counted. */
export const clearLog = () => hook('DELETE', 'log')

/** What happens to requests from now on; see `packages/local/src/emulator/faults.ts`. */
export const addFault = (fault: Readonly<Record<string, unknown>>) => hook('POST', 'faults', fault)

/** The provider is as it was. */
export const clearFaults = () => hook('DELETE', 'faults')

/** Changes settings of the provider: see the schema of its emulator. */
export const setSettings = (settings: Readonly<Record<string, unknown>>) =>
  hook('POST', 'settings', settings)

/** How long the access tokens last that are given from now on; 0 for such as have expired already. */
export const setTokenLifetime = (accessTokenSeconds: number) => setSettings({ accessTokenSeconds })

/** Ends all sessions of a user at the provider. */
export const revokeSessions = (email: string) => hook('POST', 'sessions/revoke', { email })
