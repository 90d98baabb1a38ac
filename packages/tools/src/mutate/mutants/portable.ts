import { type MutantTable, unit } from '../mutant.ts'

const seed = unit('packages/local', 'test/seed.test.ts')
const envFile = unit('packages/local', 'test/cli/env-file.test.ts')
const watch = unit('packages/local', 'test/insforge/watch.test.ts')
const postgrest = unit('packages/local', 'test/insforge/postgrest.test.ts')
const hooks = unit('packages/local', 'test/providers/oidc/hooks.test.ts')
const packed = unit('packages/local', 'test/package.full.test.ts')
const released = unit('packages/tools', 'test/shipped.test.ts')

/** What the local services must do for an app that was copied out. */
export const mutants: MutantTable = {
  'packages/local/src/insforge/rows.ts': {
    'seed: rows bypass their policies': [
      'A demo shows rows that the app could never have written.',
      'const token = owner ? tokenFor(owner, target) : target.apiKey',
      'const token = target.apiKey',
      seed('a row that its owner may not write'),
    ],
  },
  'packages/local/src/insforge/reset-tables.ts': {
    'reset: rows stay': [
      'A test sees the rows of the one before it.',
      'if (list) await → if (list === "") await',
      seed('is what a reset goes back to'),
    ],
    'reset: what a migration inserted is lost': [
      'After a reset the app lacks the rows that its migrations bring.',
      "'InsertStmt' in stmt → 'UpdateStmt' in stmt",
      seed('is what a reset goes back to'),
    ],
  },
  'packages/local/src/emulator/reset.ts': {
    'reset: users get other ids': [
      'The id that a test noted belongs to no one after a reset.',
      'user.id ?? findAccountByEmail(before, user.email)?.id → user.id',
      seed('is what a reset goes back to'),
    ],
    'reset: another signing key': [
      'An app rejects every sign-in after a reset, until it fetches the keys again.',
      "  state.startOver(['keys'])\n  store.forget → \n  state.startOver([])\n  store.forget",
      hooks('with the keys that there were'),
    ],
  },
  'packages/local/src/runtime/state-file.ts': {
    'reset: routes keep the old state': [
      'Sessions of users who are gone go on after a reset.',
      'for (const name of Object.keys(target)) Reflect.deleteProperty(target, name)\n →',
      hooks('with the keys that there were'),
    ],
  },
  'packages/local/src/cli/env-file.ts': {
    'env file: overwrites what is there': [
      'The variables of a real account are lost.',
      '    if (given[name]) continue\n →',
      envFile('what has a value, and every other line'),
    ],
    'env file: all rights in the app': [
      'The API key, which may do everything, is in the environment of the app.',
      'named.some(([, each]) => each === name) → named.length > 0 && name !== ""',
      envFile('what the example of'),
    ],
  },
  'packages/local/src/insforge/migrations/run.ts': {
    'migrations: an empty file is taken while it is written': [
      'A migration that was just created can never get its SQL.',
      'if (skipEmpty && isEmpty(file)) continue\n →',
      watch('is applied while it runs'),
    ],
  },
  'packages/local/src/insforge/gateway/serve.ts': {
    'migrations: the gateway does not hear of a new one': [
      'For minutes, empty texts are left out of a column that has just become one.',
      'migrated && emptyStrings.forget() → migrated && emptyStrings',
      watch('has the table and its columns at once'),
    ],
  },
  'packages/local/src/insforge/postgrest.ts': {
    'platform: no next step': [
      'On a Mac the start fails, and does not tell how to get PostgREST.',
      "darwin: 'Install it with: brew install postgrest',\n →",
      postgrest('without PostgREST on darwin'),
    ],
  },
  'packages/local/build.ts': {
    'package: the database is not in it': [
      'What npm gets cannot make a database.',
      "cpSync(join(here, 'src', sql), join(folder, 'lib', sql))\n →",
      packed('is small, and holds what runs'),
    ],
    'package: types at another place': [
      'TypeScript finds no types for what it imports.',
      "types: './lib/index.d.ts' → types: './index.d.ts'",
      packed('is what publint wants'),
    ],
  },
  '.github/workflows/release.yml': {
    'release: published without provenance': [
      'No one can tell from which commit the package was built.',
      ' --provenance --access public → --access public',
      released('is published with its provenance'),
    ],
  },
}
