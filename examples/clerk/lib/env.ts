import { AppError } from './result'

/** One environment variable: where you find its value, and the end of "NAME …" for a bad one. */
export interface Variable {
  where: string
  check?: (value: string) => string | undefined
}

/** A variable that is missing or unusable. Never holds the value. */
export type EnvProblem = Record<'name' | 'problem' | 'where', string>

/** Where InsForge answers. */
export const insforgeUrl: Variable = {
  where: 'InsForge dashboard > project settings > URL',
  check: checkBaseUrl,
}

/** What is wrong with the environment, variable by variable; empty if the app can run. */
export function findEnvProblems(variables: Record<string, Variable>): EnvProblem[] {
  return Object.entries(variables).flatMap(([name, { where, check }]) => {
    const value = process.env[name]
    const problem = value ? (checkPaste(value) ?? check?.(value)) : 'is not set'
    return problem ? [{ name, problem, where }] : []
  })
}

/**
 * The values, read at the time of the call, so that a build needs none.
 *
 * @throws AppError `misconfigured`; its message names the variables, not their values.
 */
export function readEnv<Name extends string>(
  variables: Record<Name, Variable>,
): Record<Name, string> {
  const problems = findEnvProblems(variables)
  if (problems.length > 0) {
    const list = problems.map(({ name, problem }) => `${name} ${problem}`).join('; ')
    throw new AppError('misconfigured', `The environment is incomplete: ${list}.`)
  }
  const names = Object.keys(variables) as Name[]
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>
}

/** For a variable that holds the base URL of a service. */
export function checkBaseUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return 'is not a URL'
  const { protocol, pathname, search } = new URL(value)
  if (protocol !== 'https:' && protocol !== 'http:') return 'does not begin with https://'
  return pathname === '/' && !search ? undefined : 'has a path; leave it out'
}

/** True for an address on this machine, where there is no https. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}

/** What is wrong with a password that only this app should know, as the end of "NAME …". */
export function checkPassword(value: string): string | undefined {
  if (value.length < 32) return 'is shorter than 32 characters'
  if (/^(sk|ik|pk|client|anon)_/.test(value)) return 'is a key of another service'
  const isPlaceholder = new Set(value).size < 10 || /password|secret|openssl|example/i.test(value)
  return isPlaceholder ? 'is a placeholder that anyone can know' : undefined
}

/** What copying a value from a terminal or a dashboard leaves behind. */
function checkPaste(value: string): string | undefined {
  if (/^\s|\s$/.test(value)) return 'has spaces or a line break around it'
  if (/^["'`]|["'`]$/.test(value)) return 'has a quote at its beginning or end'
  if (/[“”‘’]/.test(value)) return 'has curly quotes in it'
  if (value.startsWith('=')) return 'begins with an equals sign'
  // What is encoded in base64 can end with equals signs.
  if (/^\w+\s*=\s*[^=\s]/.test(value)) return 'has the name of a variable in front of it'
  return undefined
}
