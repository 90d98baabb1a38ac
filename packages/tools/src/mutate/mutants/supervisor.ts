import type { Mutant } from '../mutant.ts'

const folder = 'packages/local/src/runtime'
const lock = { package: 'local', file: 'test/runtime/lock.test.ts' }
const lifecycle = { package: 'local', file: 'test/runtime/lifecycle.test.ts' }

/** The local processes: one run at a time, and nothing left running. */
export const supervisor: readonly Mutant[] = [
  {
    name: 'supervisor: lock ignored',
    means: 'Two starts at once share one database folder and destroy it.',
    file: `${folder}/lock.ts`,
    find: 'if (holder && isRunning(holder)) throw',
    replace: "if (holder && folder === '') throw",
    check: { ...lock, test: 'of a living process is respected' },
  },
  {
    name: 'supervisor: a reused pid counts as the same process',
    means: 'After a crash the next start refuses to run, or ends an unrelated program.',
    file: `${folder}/identity.ts`,
    find: 'identify(identity.pid)?.started === identity.started',
    replace: 'identify(identity.pid) !== undefined',
    check: { ...lock, test: 'of a process whose pid went to another one is taken over' },
  },
  {
    name: 'supervisor: pidfiles not checked',
    means: 'After a kill -9 every start leaves one more PostgREST running.',
    file: `${folder}/supervisor.ts`,
    find: 'if (identity) await endProcess(identity, name)',
    replace: '',
    check: {
      package: 'local',
      file: 'test/runtime/kill.test.ts',
      test: 'kill -9 of the supervisor: the next start cleans up and goes on',
      says: /to be undefined/,
    },
  },
  {
    name: 'supervisor: taken ports not noticed',
    means: 'A start beside another program ends in a stack trace, or talks to that program.',
    file: `${folder}/ports.ts`,
    find: 'if (code === undefined) return',
    replace: "if (code === undefined || what !== '') return",
    check: { ...lifecycle, test: 'a taken port is named, with the next step' },
  },
  {
    name: 'supervisor: secrets readable by all accounts',
    means: 'Another account on the machine can sign in as any user.',
    file: `${folder}/state-file.ts`,
    find: '{ mode: 0o600 }',
    replace: '{ mode: 0o644 }',
    check: { ...lifecycle, test: 'rows and secrets outlive a stop and a start' },
  },
  {
    name: 'supervisor: provider secrets are regenerated',
    means: 'After a restart all users are signed out, and no account belongs to the app.',
    file: 'packages/local/src/state.ts',
    find: '...providers[name]',
    replace: '',
    check: {
      package: 'local',
      file: 'test/runtime/together.test.ts',
      test: 'rows and the secrets of each outlive a stop',
    },
  },
  {
    name: 'supervisor: apps started before a failed one keep running',
    means: 'One taken port leaves four development servers behind.',
    file: 'packages/local/src/cli/app.ts',
    find: '    await stop()\n',
    replace: '',
    check: {
      package: 'local',
      file: 'test/cli/app.test.ts',
      test: 'one that does not start stops those before it',
    },
  },
]
