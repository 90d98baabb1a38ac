import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { anyOf } from './any-of.ts'
import { folderOf, type TestCheck } from './mutant.ts'
import type { Outcome } from './outcome.ts'
import { runNode } from './run-node.ts'
import type { Copy } from './sandbox.ts'

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Runs those tests of one file in a copy whose full name contains one of `names`. */
export async function runTests(
  copy: Copy,
  check: Pick<TestCheck, 'package' | 'file'>,
  names: readonly string[],
): Promise<Outcome> {
  const folder = join(copy.tree, folderOf(check))
  const report = join(folder, 'reports', `mutate-${check.file.replaceAll('/', '-')}.json`)
  const manifest = createRequire(join(folder, 'package.json')).resolve('vitest/package.json')
  const { output } = await runNode(
    [
      join(dirname(manifest), 'vitest.mjs'),
      'run',
      check.file,
      // An example has its configuration beside its tests.
      ...(existsSync(join(folder, 'test/vitest.config.ts'))
        ? ['--config=test/vitest.config.ts']
        : []),
      `--testNamePattern=${anyOf(names)}`,
      '--allowOnly=false',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    folder,
    copy.temporary,
  )
  return { ...readOutcome(report), output }
}

function readOutcome(report: string): Pick<Outcome, 'passed' | 'failures'> {
  if (!existsSync(report)) return { passed: [], failures: [] }
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')))
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    passed: tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    failures: tests
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        name: fullName,
        message: (failureMessages ?? []).join('\n'),
      })),
  }
}
