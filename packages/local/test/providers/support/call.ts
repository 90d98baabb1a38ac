import type { Started } from './start.ts'

/** What an answer has to hold: part of it, in the SDK's types. */
export type Part<T> = T extends object ? { readonly [K in keyof T]?: Part<T[K]> } : T

/** A call of an emulated route, and what is answered. */
export type Call<T = unknown> = readonly [ask: () => T, holds: unknown]

/** Calls of a vendor's SDKs. */
export interface Calls {
  /** By documented route. They are made in this order. */
  readonly emulated: Readonly<Record<string, Call>>
  /** By what the sentence says is not emulated: a route, in which every id is `x`, or part of one. */
  readonly refused: Readonly<Record<string, () => unknown>>
}

/** The SDKs of a vendor. */
export interface Sdks {
  /** Their calls, with what has to be there for them. */
  calls(emulator: Started): Promise<Calls>
  /** Where a developer reads in an error of theirs what went wrong. */
  sentence(error: unknown): unknown
  /** The groups of routes for which only the vendor's scripts in browsers have methods. */
  readonly browsers?: RegExp
  /** Routes answered 501 that none of them asks for, as in `GET POST /v1/users`: it has no method, or
   * stops before, at the discovery document or at a token that is not given. */
  readonly unasked?: string
}

/** A call, and what its answer has to hold, in the type of the answer. */
export const call = <T>(ask: () => T, holds: NoInfer<Part<Awaited<T>>>): Call<T> => [ask, holds]

/** Asks as the vendor documents it, where its SDKs for servers have no method; the JSON or the text
 * answered, and undefined for an empty answer. Rejects when the status is not good. */
export async function plain(
  { url }: { readonly url: string },
  path: string,
  init: RequestInit = {},
): Promise<unknown> {
  const response = await fetch(url + path, init)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  if (text === '') return undefined
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text
}

/** What is there in a value whose type is not known. */
export function read(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, name) => Object(at)[name], value)
}
