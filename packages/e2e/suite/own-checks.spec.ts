import { copyApp } from './copy-app.ts'
import { test } from './test.ts'

// Its types were checked when it was built.
test('the copied-out example passes its own lint', async () => {
  await copyApp('checked').type('npm', ['run', 'lint'])
})

test('the copied-out example passes its own unit tests, without an account', async () => {
  await copyApp('tested').type('npm', ['test'])
})

test('the copied-out example imports nothing that its package.json does not name', async () => {
  const rule = '--only=correctness/noUndeclaredDependencies'
  await copyApp('declared').type('npx', ['biome', 'lint', rule, '--error-on-warnings', '.'])
})
