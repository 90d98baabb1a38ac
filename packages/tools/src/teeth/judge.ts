import type { Check } from './break.ts'
import type { Failure, Outcome } from './outcome.ts'

// A program that does not compile or start, or a machine that is too slow, proves nothing.
const proofless =
  /SyntaxError|ReferenceError|is not a (?:function|constructor)|Cannot find (?:module|package)|Failed to (?:load|resolve)|timed out in \d+ms|Test timeout of|net::ERR_CONNECTION/

/** Why a break counts as missed; undefined when the check noticed it, and for its own reason. */
export function whyMissed(check: Check, outcome: Outcome): string | undefined {
  if (outcome.failures.some((failure) => isExpected(check, failure))) return undefined
  const [failure] = outcome.failures
  if (failure) return `it failed for another reason: ${failure.name}: ${firstLine(failure.message)}`
  return outcome.passed.length > 0 ? 'it stayed green' : `it did not run: ${lastLines(outcome)}`
}

/** Why the check proves nothing, run on the unbroken product; undefined when it is green. */
export function whyNotGreen(check: Check, { passed, failures }: Outcome): string | undefined {
  const isMeant = (name: string) => 'command' in check || name.includes(check.test)
  const failure = failures.find(({ name }) => isMeant(name))
  if (failure) return `it fails unbroken: ${failure.name}: ${firstLine(failure.message)}`
  return passed.some(isMeant) ? undefined : 'no such test is green unbroken'
}

function isExpected(check: Check, { name, message }: Failure): boolean {
  if ('command' in check) return check.says.test(message)
  if (!name.includes(check.test)) return false
  return check.says ? check.says.test(message) : !proofless.test(message)
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? ''
}

function lastLines({ output }: Outcome): string {
  return output.trim().split('\n').slice(-5).join('\n')
}
