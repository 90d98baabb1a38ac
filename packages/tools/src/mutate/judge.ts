import type { Check } from './mutant.ts'

/** The result of a check. */
export interface Outcome {
  /** The names of what passed. */
  readonly passed: readonly string[]
  readonly failures: readonly { readonly name: string; readonly message: string }[]
  /** All that was printed, for a check that could not say what failed. */
  readonly output: string
}

// A program that does not compile or start, or a machine that is too slow, proves nothing.
const inconclusive =
  /SyntaxError|ReferenceError|is not a (?:function|constructor)|Cannot find (?:module|package)|Failed to (?:load|resolve)|timed out in \d+ms|Test timeout of|net::ERR_CONNECTION/

/** Why the mutant survived; undefined when its check killed it, and for the right reason. */
export function whySurvived({ test, says }: Check, outcome: Outcome): string | undefined {
  const { failures, passed, output } = outcome
  const kills = ({ name, message }: Outcome['failures'][number]) =>
    name.includes(test) && (says ? says.test(message) : !inconclusive.test(message))
  if (failures.some(kills)) return undefined
  if (failures[0]) return `its check failed for another reason: ${describe(failures[0])}`
  if (passed.length > 0) return 'its check still passes'
  return `its check did not run: ${output.trim().split('\n').slice(-5).join('\n')}`
}

/** Why the check does not pass on the unchanged tree; undefined when it does. */
export function whyFailing({ test }: Check, { passed, failures }: Outcome): string | undefined {
  const failure = failures.find(({ name }) => name.includes(test))
  if (failure) return `its check fails without the mutant: ${describe(failure)}`
  const ran = passed.some((name) => name.includes(test))
  return ran ? undefined : 'no test of this name passes without the mutant'
}

function describe({ name, message }: Outcome['failures'][number]): string {
  return `${name}: ${message.trim().split('\n')[0]}`
}
