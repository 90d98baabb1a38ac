import { browser, type MutantTable, unit } from '../mutant.ts'

const common = unit('packages/local', 'test/providers/oidc/addresses.test.ts')
const auth0 = unit('packages/local', 'test/providers/auth0/addresses.test.ts')
const clerk = unit('packages/local', 'test/providers/clerk/addresses.test.ts')
const stytch = unit('packages/local', 'test/providers/stytch/oauth.test.ts')
const workos = unit('packages/local', 'test/providers/workos/addresses.test.ts')
const inWorkos = browser('workos', 'suite/addresses.spec.ts')
const inAuth0 = browser('auth0', 'suite/addresses.spec.ts')

const takenOver =
  'An app that links accounts by such an address hands them to strangers, and shows it nowhere.'

/** Whose an address is: what the starters tell the database, and what the emulators let in. */
export const mutants: MutantTable = {
  'examples/workos/auth/session.ts': {
    'workos: an address that is not verified is told': [
      'A policy that trusts the address shows one user’s rows to another.',
      'email: user.emailVerified ? user.email : undefined, → email: user.email,',
      inWorkos('an address is told to the database once it is verified'),
    ],
  },
  'examples/auth0/auth/session.ts': {
    'auth0: an address that is not verified is told': [
      'A policy that trusts the address shows one user’s rows to another.',
      'email: email_verified === true ? email : undefined, → email,',
      inAuth0('an address is told to the database once it is verified'),
    ],
  },
  'packages/local/src/emulator/tickets.ts': {
    'emulator: a mailed code works twice': [
      'An app that uses a code twice works here and fails with the vendor.',
      'if (isRight || ticket.wrong >= mostWrong) → if (ticket.wrong >= mostWrong)',
      common('is replaced by the link in the mail, once'),
    ],
    'emulator: a mailed code may be guessed': [
      'A user finds out with the vendor that five wrong codes are too many.',
      ' || ticket.wrong >= mostWrong →',
      common('with a code that is mistyped five times'),
    ],
    'emulator: what was mailed does not expire': [
      'A user finds out with the vendor that a code of yesterday is no longer good.',
      'ticket?.purpose === purpose && ticket.expiresAt > now() → ticket?.purpose === purpose',
      common('with a code that is ten minutes old'),
    ],
    'emulator: an older code works on': [
      'The code of the email before works here and fails with the vendor.',
      ' || (owner === userId && why === purpose) →',
      common('asks for another code at the sign-in'),
    ],
  },
  'packages/local/src/emulator/identity.ts': {
    'emulator: a password stays that a stranger chose': [
      'The user who signs up with another’s address shares the account once its owner comes with Google.',
      '...(identity && !emailVerified && { passwordHash: null }), →',
      common('leaves no password that someone else may have chosen'),
    ],
  },
  'packages/local/src/emulator/oidc/routes/identity.ts': {
    'emulator: Google’s word is not needed for an address': [
      takenOver,
      'return identity.emailVerified\n → return identity.email\n',
      common('gets no other user’s account'),
    ],
  },
  'packages/local/src/providers/workos/routes/authorize.ts': {
    'workos: Google’s word is not needed for an address': [
      takenOver,
      'identity ? identity.emailVerified : → identity ? true :',
      workos('is linked by the code, whatever the setting'),
    ],
  },
  'packages/local/src/providers/auth0/vendor.ts': {
    'auth0: Google’s users are those of the database': [
      'An app that counts on one user for an address has two with Auth0.',
      '    federatedId: ({ subject }) => `${google}|${subject}`,\n →',
      auth0('what the user’s identities say'),
    ],
  },
  'packages/local/src/providers/clerk/routes/sign-ins.ts': {
    'clerk: a password is reset without a code': [
      'Anyone who knows an address has its account.',
      "if (!signIn.needsNewPassword) throw refusal('client_state_invalid')\n →",
      clerk('stays without the code'),
    ],
  },
  'packages/local/src/providers/clerk/routes/identity.ts': {
    'clerk: Google’s word is not needed for an address': [
      takenOver,
      'if (isKnown && !identity.emailVerified) { → if (isKnown && !identity.email) {',
      clerk('gets no other user’s account for such an address'),
    ],
  },
  'packages/local/src/providers/stytch/routes/identity.ts': {
    'stytch: Google’s word is not needed for an address': [
      takenOver,
      'if (!identity.emailVerified) { → if (!identity.email) {',
      stytch('gets no user for an address that Google has not verified'),
    ],
  },
}
