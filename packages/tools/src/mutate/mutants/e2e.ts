import { type MutantTable, unit } from '../mutant.ts'

const guard = unit('packages/e2e', 'test/guard.test.ts')
const findSecrets = unit('packages/e2e', 'test/find-secrets.test.ts')
const copyOut = unit('packages/e2e', 'test/copy-out.test.ts')
const cookieOwners = unit('packages/e2e', 'test/cookie-owners.test.ts')

const shipped = unit('packages/tools', 'test/shipped.test.ts')
const rules = unit('packages/tools', 'test/rules.test.ts')

/** What the suite itself, the smoke test and a release have to notice: leaks, missing files, cookies. */
export const mutants: MutantTable = {
  'packages/e2e/src/guard/guard.ts': {
    'guard: not loaded': [
      'An app that calls home, or that needs the real cloud, passes the tests.',
      "NODE_OPTIONS:  → NODE_OPTIONS: '',\n    LEFT_OUT: ",
      guard('refuses and writes down a lookup that leaves the machine'),
    ],
  },
  'packages/e2e/src/find-secrets.ts': {
    'secret-leak check: only plain text is searched': [
      'A secret that leaks inside an encoded payload is not found.',
      "base64: insideBase64(bytes, 'base64').some((part) => text.includes(part)),",
      'base64: false,',
      findSecrets('finds a leak that was planted base64'),
    ],
  },
  'packages/e2e/src/ship.ts': {
    'degit: the copied files are not compared': [
      'A file that export-ignore or a line ending keeps back is missing in every starter.',
      "shipped !== arrived → shipped === ''",
      copyOut('fails when a file does not arrive as it is'),
    ],
  },
  'packages/e2e/together/cookie-owners.ts': {
    'together: a shared cookie is overlooked': [
      'Signing in to one starter signs users out of another, and no test notices.',
      'owners.size > 1 → owners.size > 2',
      cookieOwners('that two apps make'),
    ],
  },
  'packages/shared/starter/e2e/smoke.sh': {
    'smoke test: the values of its secrets are in the log': [
      'Anyone who reads the log of a public repository has its keys.',
      'echo "::add-mask::$value" → true',
      shipped('hides each value'),
    ],
  },
  'packages/shared/starter/.github/workflows/ci.yml': {
    'smoke test: it is silent about missing secrets': [
      'An owner believes that a real account is tested every night.',
      'echo "::warning title=Smoke test::$says" → true',
      shipped('is skipped without any secret'),
    ],
  },
  'packages/tools/src/check/release.ts': {
    'release: with the placeholder for the owner': [
      'Every command in the READMEs fetches an example from another repository.',
      '...findUnlikeVersions(root), ...findPlaceholder(root) → ...findUnlikeVersions(root)',
      rules('is not released before the owner of the repository is known'),
    ],
  },
}
