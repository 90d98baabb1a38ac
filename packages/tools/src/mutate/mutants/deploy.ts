import { browser, type MutantTable, unit } from '../mutant.ts'

const health = unit('packages/shared', 'starter/test/app/health.test.ts')
const proxy = unit('packages/shared', 'starter/test/lib/proxy.test.ts')
const deploy = browser('workos', 'suite/deploy.spec.ts')
const notReady = browser('workos', 'suite/not-ready.spec.ts')

/** What keeps an app running that is deployed: health checks, the image, and its end. */
export const mutants: MutantTable = {
  'packages/shared/starter/app/api/health/ready/route.ts': {
    'health: a check for each caller': [
      'Anyone can make the app ask the provider without end, until it refuses the app.',
      'if (!known || now - known.at >= MEMORY) known → known',
      health('asks once for all who ask at the same time'),
    ],
    'health: an answer is kept for a second': [
      'Anyone can have the provider asked ten times as often as the README says.',
      'MEMORY = 10_000 → MEMORY = 1_000',
      health('keeps an answer for ten seconds'),
    ],
    'health: no time limit': [
      'A health check hangs for minutes with what it checks.',
      ", redirect: 'error', signal } → , redirect: 'error' }",
      health('waits three seconds at most'),
    ],
    'health: ready without the provider': [
      'No user can sign in, and no alert tells.',
      "answers[1] ? 'ok' : 'provider' → 'ok'",
      health('is provider if it refuses, or does not answer'),
    ],
    'health: any answer of InsForge’s is a good one': [
      'An InsForge that answers nothing but errors is taken for one that works.',
      'return answer.ok → return true',
      health('is insforge if it refuses, or does not answer'),
    ],
    'health: the log has no cause': [
      'A code of one word is all there is to find out why an app is not ready.',
      "logCause('Not ready: no answer.', { url, cause: code ?? message }) →",
      health('the log says which and why'),
    ],
  },
  'packages/shared/starter/lib/proxy.ts': {
    'health: checks get the headers of a session': [
      'With WorkOS, a session header that a visitor made up signs them in there.',
      'NextResponse.next({ request: { headers: new Headers({ [HEADER]: policy }) } })',
      'NextResponse.next({ headers: { [HEADER]: policy } })',
      proxy('passes /api/health on, without its headers'),
    ],
    'health: what is below it is not covered': [
      'A page of one’s own whose address begins so is open to made-up sessions.',
      'HEALTH_CHECKS.includes(request.nextUrl.pathname)',
      "request.nextUrl.pathname.startsWith('/api/health')",
      proxy('passes /api/healthy on as any other'),
    ],
    'a base path is not refused': [
      'The app starts, and every link and sign-in leads to a page that does not exist.',
      "if (request.nextUrl.basePath) throw → if (request.nextUrl.basePath === '-') throw",
      proxy('refuses a base path'),
    ],
    'health: checks get the page for missing variables': [
      'A process that is alive is restarted over and over.',
      "HEALTH_CHECKS = ['/api/health', '/api/health/ready'] → HEALTH_CHECKS: string[] = []",
      notReady('while a variable is missing, every address answers that'),
    ],
  },
  'packages/shared/starter/instrumentation.ts': {
    'stop: not bounded': [
      'Docker kills the app with all that users have just asked for.',
      'PATIENCE = 9_000 → PATIENCE = 90_000',
      deploy('ends within ten seconds of SIGTERM'),
    ],
    'stop: at once': [
      'Every deployment breaks what users are doing.',
      'PATIENCE = 9_000 → PATIENCE = 0',
      deploy('answers who has asked before'),
    ],
  },
  'packages/shared/starter/Dockerfile': {
    'image: without what browsers load': [
      'Pages come without styles and scripts.',
      'COPY --from=build /app/.next/static ./.next/static\n →',
      deploy('a user goes on while one of two instances'),
    ],
    'image: runs as root': [
      'Who breaks into the app has the whole container.',
      'USER node\n →',
      deploy('does not run as root'),
    ],
  },
  'packages/shared/starter/.dockerignore': {
    'image: variables of the folder are copied': [
      'Anyone who can read the image has the secrets.',
      '.env*\n →',
      deploy('has no variable'),
    ],
  },
}
