import type { Mutant } from '../mutant.ts'

const errors = 'packages/shared/src/insforge/errors.ts'
const data = { package: 'shared', file: 'test/data.test.ts' }
const toFailure = { package: 'shared', file: 'test/errors.test.ts' }

/** How failed responses are handled. */
export const failures: readonly Mutant[] = [
  {
    name: 'errors: an outage is an empty list',
    means: 'While the database is down, users believe that everything is gone.',
    file: 'packages/shared/src/todos/list.ts',
    find: '.limit(PAGE_SIZE + 1)\n  if (answer.error) return toFailure(answer)',
    replace: '.limit(PAGE_SIZE + 1)\n  if (answer.error) return success({ todos: [], next: null })',
    check: { ...data, test: 'is an error, not an empty list, when InsForge cannot be reached' },
  },
  {
    name: 'errors: a 5xx blames the input',
    means: 'During an outage, users are told to change their text instead of to try again.',
    file: errors,
    find: ' || status >= 500)',
    replace: ')',
    check: { ...toFailure, test: 'toFailure status 503' },
  },
  {
    name: 'errors: details passed on',
    means: 'Rows and stack traces of the database reach the browser.',
    file: errors,
    find: 'failure(bySqlState[sqlState(error)] ?? byStatus(status))',
    replace: 'failure(bySqlState[sqlState(error)] ?? byStatus(status), JSON.stringify(error))',
    check: { ...toFailure, test: 'passes nothing of the answer on' },
  },
  {
    name: 'errors: zero rows are a success',
    means: 'A change that row-level security rejected looks as if it had been stored.',
    file: 'packages/shared/src/todos/data.ts',
    find: "return row ? success(row) : failure('not_found')",
    replace: 'return success(row as Todo)',
    check: { ...data, test: 'is not_found for someone else’s todo, which stays' },
  },
  {
    name: 'errors: a retry that meets its own row fails',
    means: 'A todo whose first response was lost is stored, but reported as a conflict.',
    file: 'packages/shared/src/todos/data.ts',
    find: 'sqlState(answer.error) === UNIQUE_VIOLATION ? undefined : onlyRow(answer)',
    replace: 'onlyRow(answer)',
    check: { ...data, test: 'stores it once when it is sent twice' },
  },
]
