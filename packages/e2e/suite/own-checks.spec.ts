import { copyApp } from './app.ts'
import { test } from './test.ts'

const undeclared = '--only=correctness/noUndeclaredDependencies'

// Its types were checked when it was built.
const checks: readonly (readonly [what: string, command: string, ...args: string[]])[] = [
  ['passes its own lint', 'npm', 'run', 'lint'],
  ['passes its own unit tests, without an account', 'npm', 'test'],
  ['names all that it imports', 'npx', 'biome', 'lint', undeclared, '--error-on-warnings', '.'],
]

for (const [index, [what, command, ...args]] of checks.entries()) {
  test(`the copied-out example ${what}`, async () => {
    await copyApp(`checked-${index}`).type(command, args)
  })
}
