import qs from 'qs'

/** A query, or a form, as Express parses it: a key that comes twice is an array. */
export type Fields = Readonly<Record<string, unknown>>

/** Parses a query, without its question mark. */
export function parseQuery(query: string): Fields {
  return qs.parse(query, { allowPrototypes: true })
}

/** Writes fields as axios does: the keys of an array end in `[]`. PostgREST then takes `or[]` and
 * `limit[]` for columns, and refuses them; of a column it reads the name, and ignores the rest. */
export function formatFields(fields: object): string {
  return Object.entries(fields)
    .flatMap(([key, value]) => pairs(key.trim(), value))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join('&')
}

function pairs(key: string, value: unknown): (readonly [key: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return [[key, `${value}`]]
  const isList = Array.isArray(value)
  return Object.entries(value).flatMap(([inner, each]) =>
    pairs(`${key}[${isList ? '' : inner}]`, each),
  )
}

const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
