import { copyApp } from './copy-app.ts'
import { test } from './test.ts'

test('the copied-out example passes its own lint and its own check of types', async () => {
  test.setTimeout(180_000)
  const { type } = copyApp('checked')
  for (const script of ['lint', 'typecheck']) await type('npm', ['run', script])
})
