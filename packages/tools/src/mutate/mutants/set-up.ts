import { type MutantTable, unit } from '../mutant.ts'

const setUp = unit('packages/e2e', 'test/set-up/set-up.test.ts')
const renumber = unit('packages/e2e', 'test/set-up/renumber.test.ts')

/** What the steps of the READMEs must not lose or mix up. */
export const mutants: MutantTable = {
  'packages/shared/starter/doctor/renumber.mjs': {
    'set-up: migrations that are applied are renumbered, too': [
      'They are applied a second time, and fail.',
      '!applied.includes(version) → version > 0n',
      renumber('makes what is not applied newer'),
    ],
    'set-up: renumbered migrations change their order': [
      'A table is created before the function that it needs.',
      'ascending(one.version, other.version)) → ascending(other.version, one.version))',
      renumber('makes what is not applied newer'),
    ],
    'set-up: a renumbered migration overwrites another': [
      'A migration is lost before it was applied.',
      'of renamed.toReversed()) → of renamed)',
      renumber('overwrites no file'),
    ],
  },
  'examples/workos/README.md': {
    'set-up: the README overwrites .env.local': [
      'The project’s URL is lost, or on a second run every value.',
      '.env.example >> .env.local → .env.example > .env.local',
      setUp('workos loses nothing of .env.local'),
    ],
  },
}
