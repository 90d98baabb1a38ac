import { readDocument } from '../markdown/document.ts'

/** What stands behind a command of a README: the file that runs it and what it says there, or why none does. */
export type Proof = { readonly runBy: string; readonly says: string } | { readonly notRun: string }

const app = 'packages/e2e/src/app/app.ts'
const newcomer = 'packages/e2e/suite/newcomer.spec.ts'
const followed = 'packages/e2e/suite/readme.spec.ts'
const ownChecks = 'packages/e2e/suite/own-checks.spec.ts'
const account = 'needs an InsForge account; the stand-in takes the same migrations by their API'

/** Every command of the READMEs. `<example>` stands for the name of one. */
export const commands: Readonly<Record<string, Proof>> = {
  'npx -y pnpm@12.21.0 dev <example>': { runBy: newcomer, says: "'dev', stage.provider" },
  'npx -y pnpm@12.21.0 dev all': {
    notRun:
      'five compilers at once; packages/local/test has its parts, packages/e2e/together the apps',
  },
  'npx -y pnpm@12.21.0 test': { runBy: '.ci/run', says: 'npx -y pnpm@12.21.0 test' },
  'pnpm local <example>': { runBy: newcomer, says: "'local', stage.provider" },
  'pnpm local <example> -- printenv': { runBy: newcomer, says: "'--', 'printenv'" },
  'pnpm sync': {
    notRun: 'would change the working tree; its parts are tested, and the tests run --check',
  },
  'pnpm test': { runBy: '.ci/run', says: 'npx -y pnpm@12.21.0 test' },
  'pnpm e2e <example>': { runBy: '.github/workflows/ci.yml', says: 'pnpm@12.21.0 e2e $' },
  'pnpm diff <example> <example>': {
    runBy: 'packages/tools/test/diff.test.ts',
    says: "run('workos', 'auth0')",
  },
  'brew install postgrest': { notRun: 'is for macOS' },
  'npx degit@3.10.0 <home>/examples/<example> my-app': {
    runBy: 'packages/e2e/src/ship/copy-out.ts',
    says: "resolve('degit/package.json')",
  },
  'npm ci': { runBy: app, says: "'npm', ['ci'" },
  'npm install': {
    notRun: 'the tests run npm ci, which installs the same and fails where it cannot',
  },
  'npm run dev': { runBy: 'packages/e2e/suite/development.spec.ts', says: "startAnother('dev'" },
  'npm run build': { runBy: app, says: "'npm', ['run', 'build']" },
  'npm run start': { runBy: 'packages/e2e/src/run-provider.ts', says: "script: 'start'" },
  'npm run lint': { runBy: ownChecks, says: "'lint'" },
  'npm run typecheck': { runBy: 'packages/tools/src/report/phases.ts', says: "'typecheck'" },
  'npm run test:e2e': { runBy: 'packages/e2e/src/play.ts', says: "[cli, 'test'" },
  'npx playwright install chromium': {
    notRun: 'downloads from outside npm; the tests bring a Chromium from npm',
  },
  'cp .env.example .env.local': { runBy: followed, says: "'cp', ['.env.example', '.env.local']" },
  'openssl rand -hex 32': { runBy: followed, says: "'openssl', ['rand', '-hex', '32']" },
  'npx @insforge/cli create': { notRun: account },
  'npx @insforge/cli link --project-id <id>': { notRun: account },
  'npx @insforge/cli db migrations up --all': { notRun: account },
  'npx @insforge/cli secrets get JWT_SECRET': { notRun: account },
}

const program = /^(?:npx|npm|pnpm|yarn|bun|node|git|curl|cp|openssl|brew) \S/

/** The commands of a README: each line of its `sh` blocks, and what looks like one between backticks. */
export function findCommands(text: string): string[] {
  const { fences, code } = readDocument(text)
  const blocks = fences.filter(({ language }) => language === 'sh')
  const lines = blocks.flatMap((block) => block.text.split('\n').map((line) => line.trim()))
  const typed = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return [...new Set([...typed, ...code.filter((span) => program.test(span))])]
}

/** A command as the table has it: with `<example>` and `<home>` for what differs from README to README. */
export function generalise(command: string, examples: readonly string[], home: string): string {
  const names = new RegExp(`(?<= |/)(?:${examples.join('|')})(?= |$)`, 'g')
  return command.replace(home, '<home>').replaceAll(names, '<example>')
}
