import { envProblems } from '@/auth/env'

/** When the server starts, its log names the variables that are missing or unusable, not the values. */
export function register() {
  for (const { name, problem, where } of envProblems()) {
    console.error(`${name} ${problem}. Where to find it: ${where}`)
  }
}
