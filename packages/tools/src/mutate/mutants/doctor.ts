import { type MutantTable, unit } from '../mutant.ts'

const doctor = unit('packages/e2e', 'test/doctor/doctor.test.ts')

/** What the doctor of an example must not call right, and what it must not leave behind. */
export const mutants: MutantTable = {
  'packages/shared/starter/doctor/tables.ts': {
    'doctor: a table without policies is called right': [
      'An owner deploys a table that every user reads and writes.',
      "return problem ? wrong(name, problem, NEXT) : ok(name, 'They are kept apart.')",
      "return ok(name, problem ? 'They are kept apart.' : 'They are kept apart.')",
      doctor('without policies are named'),
    ],
    'doctor: its rows stay in the table': [
      'Each run leaves rows of users that there are not.',
      '    await clean()\n  }\n}\n → \n  }\n}\n',
      doctor('nothing is left in the table'),
    ],
    'doctor: it writes where it was not asked to': [
      'A look at a production set-up leaves rows in its tables.',
      'mayWrite && (await ask(name, token, forge)) → await ask(name, token, forge)',
      doctor('is written to when asked, and only then'),
    ],
    'doctor: a table that is missing is called right': [
      'The first page that reads it fails, in production.',
      '(reply.status === 404 && → (reply.status === 0 &&',
      doctor('that are not applied are named'),
    ],
  },
  'packages/shared/starter/doctor/finding.ts': {
    'doctor: what was not checked counts as right': [
      'All is green, and no one has asked.',
      "status: 'not checked', says } → status: 'ok', says }",
      doctor('is tried for a user that is named'),
    ],
  },
  'packages/shared/starter/doctor/insforge.ts': {
    'doctor: the clock is not looked at': [
      'Every token has expired when it arrives, and the secret is blamed.',
      'Math.abs(seconds) <= CLOCK_TOLERANCE → Math.abs(seconds) >= 0',
      doctor('has one sentence for each wrong thing'),
    ],
  },
}
