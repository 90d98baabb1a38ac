import { copyApp } from './app.ts'
import { test } from './test.ts'

// Its types, its lint and its unit tests are in what the copies of `make-it-yours` have to pass.
test('the copied-out example names all that it imports', async () => {
  const only = '--only=correctness/noUndeclaredDependencies'
  await copyApp('checked').type('npx', ['biome', 'lint', only, '--error-on-warnings', '.'])
})
