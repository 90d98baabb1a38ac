import type { Mutant } from '../mutant.ts'

const folder = 'packages/local/src/insforge/migrations'
const api = { package: 'local', file: 'test/insforge/migrations-api.test.ts' }
const files = { package: 'local', file: 'test/insforge/migrations.test.ts' }

/** What InsForge's migration runner rejects: without it, a migration works here and fails there. */
export const migrations: readonly Mutant[] = [
  {
    name: 'migrations: set_config allowed',
    means: 'A migration that acts as another user works here and is rejected by InsForge.',
    file: `${folder}/refusals.ts`,
    find: 'if (/\\bset_config\\b/i.test(sql)) return',
    replace: "if (sql === '') return",
    check: { ...api, test: 'select 1 -- set_config is refused' },
  },
  {
    name: 'migrations: an older version applied',
    means: 'A branch that is merged late works here and fails with InsForge.',
    file: `${folder}/apply.ts`,
    find: 'if (newest && BigInt(version) <= BigInt(newest)) {',
    replace: "if (newest === '') {",
    check: { ...api, test: 'must be newer than every one before' },
  },
  {
    name: 'migrations: run as superuser',
    means: 'A migration that replaces what InsForge owns works here and is denied by InsForge.',
    file: `${folder}/apply.ts`,
    find: "  await client.query('set local role project_admin')\n",
    replace: '',
    check: { ...api, test: 'replacing what InsForge owns is denied' },
  },
  {
    name: 'migrations: a later change goes unnoticed',
    means: 'The tested database is not the one that the files describe.',
    file: `${folder}/run.ts`,
    find: 'else if (sql !== file.sql) {',
    replace: "else if (sql === '') {",
    check: { ...files, test: 'a file that was applied and then changed in its SQL is named' },
  },
  {
    name: 'migrations: ordered as text',
    means: 'Version 10 runs before version 9.',
    file: `${folder}/run.ts`,
    find: 'BigInt(a.version) < BigInt(b.version)',
    replace: 'a.version < b.version',
    check: { ...files, test: 'are read in the order of their versions as numbers' },
  },
]
