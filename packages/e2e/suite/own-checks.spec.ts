import { copyApp } from './copy-app.ts'
import { test } from './test.ts'

// Its types were checked when it was built.
test('the copied-out example passes its own lint', async () => {
  test.setTimeout(60_000)
  await copyApp('checked').type('npm', ['run', 'lint'])
})
