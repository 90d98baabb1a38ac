import type { Mutant } from '../mutant.ts'

const answer = 'packages/shared/starter/lib/answer.ts'
const todos = 'packages/shared/starter/todos/data.ts'
const data = { package: 'shared', file: 'test/data.test.ts' }
const answers = { package: 'shared', file: 'starter/test/lib/answer.test.ts' }
const example = 'workos'

/** How failed responses are handled. */
export const failures: readonly Mutant[] = [
  {
    name: 'errors: an outage is an empty list',
    means: 'While the database is down, users believe that everything is gone.',
    file: answer,
    find: '  if (answer.error) return toFailure(answer)\n',
    replace: '  if (answer.error) return success([])\n',
    check: { ...data, test: 'is an error, not an empty list, when the token is not accepted' },
  },
  {
    name: 'errors: a 5xx blames the input',
    means: 'During an outage, users are told to change their text instead of to try again.',
    file: answer,
    find: ' || status >= 500)',
    replace: ')',
    check: { ...answers, test: 'toFailure status 503' },
  },
  {
    name: 'errors: details passed on',
    means: 'Rows and stack traces of the database reach the browser.',
    file: answer,
    find: 'failure(bySqlState[code] ?? byStatus(status))',
    replace: 'failure(bySqlState[code] ?? byStatus(status), JSON.stringify(error))',
    check: { ...answers, test: 'passes nothing of the answer on' },
  },
  {
    name: 'errors: the answer is logged',
    means: 'Rows of users end up in the log.',
    file: answer,
    find: "const network = status === 0 ? (/^InsForgeError: (.*)/.exec(message)?.[1] ?? 'unreadable') : ''",
    replace: 'const network = message',
    check: { ...answers, test: 'passes nothing of the answer on' },
  },
  {
    name: 'errors: zero rows are a success',
    means: 'A change that row-level security rejected looks as if it had been stored.',
    file: answer,
    find: 'if (row !== undefined) return success(row)',
    replace: 'if (rows.ok) return success(row as Row)',
    check: { ...data, test: 'is not_found for another user’s todo, which stays' },
  },
  {
    name: 'errors: a retry that meets its own row fails',
    means: 'A todo whose first response was lost is stored, but reported as a conflict.',
    file: todos,
    find: 'if (sqlState(answer) !== UNIQUE_VIOLATION)',
    replace: 'if (client)',
    check: { ...data, test: 'stores it once when it is sent twice' },
  },
  {
    name: 'errors: an answer without rows is an empty list',
    means: 'If another server answers for InsForge, users believe that everything is gone.',
    file: answer,
    find: "    return failure('unavailable')\n  }\n  const rows",
    replace: '    return success([])\n  }\n  const rows',
    sync: true,
    check: {
      example,
      file: 'suite/answers-faults.spec.ts',
      test: 'where InsForge answers with an object it counts as unavailable',
    },
  },
  {
    name: 'errors: one bad row takes the list down',
    means: 'A single row that cannot be read hides all of a user’s todos.',
    file: answer,
    find: '  return success(rows.flatMap((row) => (row.success ? [row.data] : [])))',
    replace: '  return success(answer.data.map((row) => schema.parse(row)))',
    sync: true,
    check: {
      example,
      file: 'suite/answers-faults.spec.ts',
      test: 'one row that cannot be read does not take the list down',
    },
  },
  {
    name: 'errors: the cause is not logged',
    means: 'The page says that the log has the cause, and the log is empty.',
    file: answer,
    find: "    logCause('InsForge answered with something else than rows.', { status: answer.status })\n",
    replace: '',
    sync: true,
    check: {
      example,
      file: 'suite/answers-faults.spec.ts',
      test: 'where InsForge answers with an object it counts as unavailable',
      says: /InsForge/,
    },
  },
  {
    name: 'errors: a busy database counts as unavailable',
    means: 'Users are told to try again at once, which makes it worse.',
    file: answer,
    find: "  if (status === 429) return 'busy'\n",
    replace: "  if (status === 429) return 'unavailable'\n",
    sync: true,
    check: {
      example,
      file: 'suite/answers-faults.spec.ts',
      test: 'where InsForge answers 429',
    },
  },
  {
    name: 'errors: a row that cannot be read counts as missing',
    means: 'Users read that a todo was deleted which has just been stored.',
    file: answer,
    find: "isEmpty ? 'not_found' : 'unavailable'",
    replace: "isEmpty || rows.ok ? 'not_found' : 'unavailable'",
    sync: true,
    check: {
      example,
      file: 'suite/answers-faults.spec.ts',
      test: 'an unreadable answer to a write is not taken for a missing row',
    },
  },
]
