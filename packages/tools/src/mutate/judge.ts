import type { Check } from './mutant.ts'
import type { Failure, Outcome } from './outcome.ts'

// A program that does not compile or start, or a machine that is too slow, proves nothing.
const inconclusive =
  /SyntaxError|ReferenceError|is not a (?:function|constructor)|Cannot find (?:module|package)|Failed to (?:load|resolve)|timed out in \d+ms|Test timeout of|net::ERR_CONNECTION/

/** Why the mutant survived; undefined when its check killed it, and for the right reason. */
export function whySurvived(check: Check, outcome: Outcome): string | undefined {
  if (outcome.failures.some((failure) => isExpected(check, failure))) return undefined
  const [failure] = outcome.failures
  if (failure)
    return `its check failed for another reason: ${failure.name}: ${firstLine(failure.message)}`
  return outcome.passed.length > 0
    ? 'its check still passes'
    : `its check did not run: ${lastLines(outcome)}`
}

/** Why the check does not pass on the unchanged tree; undefined when it does. */
export function whyFailing(check: Check, { passed, failures }: Outcome): string | undefined {
  const isMeant = (name: string) => name.includes(check.test)
  const failure = failures.find(({ name }) => isMeant(name))
  if (failure)
    return `its check fails without the mutant: ${failure.name}: ${firstLine(failure.message)}`
  return passed.some(isMeant) ? undefined : 'no test of this name passes without the mutant'
}

function isExpected(check: Check, { name, message }: Failure): boolean {
  if (!name.includes(check.test)) return false
  return check.says ? check.says.test(message) : !inconclusive.test(message)
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}

function lastLines({ output }: Outcome): string {
  return output.trim().split('\n').slice(-5).join('\n')
}
