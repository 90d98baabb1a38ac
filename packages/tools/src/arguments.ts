import { parseArgs } from 'node:util'

/**
 * Reads this command's arguments: its flags, and the names among them. Prints `usage` and exits with 0
 * for `--help`, and with 2 for a flag that the command does not know.
 */
export function readArguments<Flag extends string>(usage: string, flags: readonly Flag[]) {
  const options = Object.fromEntries(
    [...flags, 'help'].map((flag) => [flag, { type: 'boolean' } as const]),
  )
  const { tokens } = parseArgs({ options, strict: false, allowPositionals: true, tokens: true })
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
  const unknown = given.filter((flag) => !(flag in options))
  if (given.includes('help')) {
    console.log(`Usage: ${usage}`)
    process.exit(0)
  }
  if (unknown.length > 0) refuse(`Unknown option: --${unknown.join(', --')}`, usage)
  const names = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  return { names, has: (flag: Flag) => given.includes(flag) }
}

/** Prints what is wrong with the arguments and the usage, and exits with 2. */
export function refuse(problem: string, usage: string): never {
  console.error(`${problem}\nUsage: ${usage}`)
  process.exit(2)
}
