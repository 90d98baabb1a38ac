import { envProblems } from '@/lib/env'

/** When the server starts, its log says which variables are missing or unusable; never their values. */
export function register() {
  for (const { name, problem, where } of envProblems()) {
    console.error(`${name} ${problem}. Where to find it: ${where}`)
  }
}
