import { type MutantTable, unit } from '../mutant.ts'

const recorded = unit('packages/local', 'test/insforge/recorded.test.ts')
const claims = unit('packages/local', 'test/insforge/claims.test.ts')
const migrationsApi = unit('packages/local', 'test/insforge/migrations-api.test.ts')
const migrationFiles = unit('packages/local', 'test/insforge/migrations.test.ts')
const lock = unit('packages/local', 'test/runtime/lock.test.ts')
const kill = unit('packages/local', 'test/runtime/kill-twice.full.test.ts')
const lifecycle = unit('packages/local', 'test/runtime/lifecycle.test.ts')
const together = unit('packages/local', 'test/runtime/together.full.test.ts')
const apps = unit('packages/local', 'test/cli/app.test.ts')
const codes = unit('packages/local', 'test/providers/oidc/tokens.test.ts')
const authorize = unit('packages/local', 'test/providers/oidc/authorize.test.ts')
const refresh = unit('packages/local', 'test/providers/workos/tokens.test.ts')
const authenticate = unit('packages/local', 'test/providers/oidc/tokens.test.ts')
const running = unit('packages/local', 'test/providers/oidc/running.test.ts')
const supported = unit('packages/local', 'test/providers/support/routes.test.ts')
const sdks = unit('packages/local', 'test/providers/support/sdks.test.ts')
const backend = unit('packages/local', 'test/providers/clerk/backend.test.ts')
const signUps = unit('packages/local', 'test/providers/clerk/sign-up.test.ts')
const users = unit('packages/local', 'test/providers/users/users.test.ts')
const accounts = unit('packages/local', 'test/emulator/accounts.test.ts')
const deletion = unit('packages/local', 'test/providers/oidc/deletion.test.ts')
const management = unit('packages/local', 'test/providers/oidc/management.test.ts')
const webhooks = unit('packages/local', 'test/emulator/webhooks.test.ts')
const sentWebhooks = unit('packages/local', 'test/providers/users/webhooks.test.ts')
const clerkUsers = unit('packages/local', 'test/providers/clerk/users.test.ts')
const stytchServer = unit('packages/local', 'test/providers/stytch/server.test.ts')

/** What the local services must enforce: without it, the suite proves less than it claims. */
export const mutants: MutantTable = {
  'packages/local/src/insforge/gateway/caller.ts': {
    'gateway: alg none accepted': [
      'Anyone can act as any user.',
      "jwt.verify(token, key, { algorithms: ['HS256'] })",
      "token.endsWith('.') ? (jwt.decode(token) ?? {}) : jwt.verify(token, key, { algorithms: ['HS256'] })",
      recorded('a read, by its credentials alg=none, empty signature'),
    ],
    'gateway: HS512 accepted': [
      'A token works here that InsForge rejects.',
      "{ algorithms: ['HS256'] } → { algorithms: ['HS256', 'HS512'] }",
      recorded('a read, by its credentials alg=HS512 signed with secret'),
    ],
    'gateway: expired token accepted': [
      'An app that signs too early works here and fails with InsForge.',
      "{ algorithms: ['HS256'] } → { algorithms: ['HS256'], ignoreExpiration: true }",
      recorded('a read, by its credentials expired (exp 60 s ago)'),
    ],
    'gateway: token without sub accepted': [
      'A sample that leaves sub out works here and fails with InsForge.',
      "if (!claims.sub) throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'Invalid token subject')",
      '',
      recorded('a read, by its credentials sub missing'),
    ],
    'gateway: unknown role treated as authenticated': [
      'A provider’s own role claim works here and is a 403 with InsForge.',
      "if (role === 'authenticated') return { role, sub, email }",
      "if (role) return { role: 'authenticated', sub, email }",
      recorded('a read, by its credentials role="postgres"'),
    ],
    'gateway: wrong anon key accepted': [
      'An app with another project’s key works here and fails with InsForge.',
      "if (isSame(token, credentials.anonKey)) return { role: 'anon' }",
      "if (token) return { role: 'anon' }",
      recorded('a read, by its credentials anon key (wrong)'),
    ],
    'gateway: wrong API key accepted': [
      'Any text that begins with ik_ can read and write every row.',
      'if (isSame(apiKey, credentials.apiKey)) → if (apiKey)',
      recorded('a read, by its credentials admin API key ik_ (wrong)'),
    ],
    'gateway: secrets given to users': [
      'Every user can read the secret that signs all tokens.',
      "if (verify(token, credentials).role !== 'project_admin') {",
      'if (!verify(token, credentials).role) {',
      recorded('GET /api/secrets/JWT_SECRET with user'),
    ],
    'gateway: other claims reach SQL': [
      'A policy that reads another claim works here and not with InsForge, which passes on three.',
      "sign({ sub, email, role, → sign({ sub, email, role, aud: 'insforge-api',",
      claims('reach SQL, for five minutes, and nothing else'),
    ],
  },
  'packages/local/src/insforge/migrations/refusals.ts': {
    'migrations: set_config allowed': [
      'A migration that acts as another user works here and is rejected by InsForge.',
      "if (/\\bset_config\\b/i.test(sql)) return → if (sql === '') return",
      migrationsApi('select 1 -- set_config is refused'),
    ],
  },
  'packages/local/src/insforge/migrations/apply.ts': {
    'migrations: an older version applied': [
      'A branch that is merged late works here and fails with InsForge.',
      "if (newest && BigInt(version) <= BigInt(newest)) { → if (newest === '') {",
      migrationsApi('must be newer than every one before'),
    ],
    'migrations: run as superuser': [
      'A migration that replaces what InsForge owns works here and is denied by InsForge.',
      "  await client.query('set local role project_admin')\n →",
      migrationsApi('replacing what InsForge owns is denied'),
    ],
  },
  'packages/local/src/insforge/migrations/run.ts': {
    'migrations: a later change goes unnoticed': [
      'The tested database is not the one that the files describe.',
      "else if (sql !== file.sql) { → else if (sql === '') {",
      migrationFiles('a file that was applied and then changed in its SQL is named'),
    ],
    'migrations: ordered as text': [
      'Version 10 runs before version 9.',
      'BigInt(a.version) < BigInt(b.version) → a.version < b.version',
      migrationFiles('are read in the order of their versions as numbers'),
    ],
  },
  'packages/local/src/runtime/lock.ts': {
    'supervisor: lock ignored': [
      'Two starts at once share one database folder and destroy it.',
      "if (holder && isRunning(holder)) throw → if (holder && folder === '') throw",
      lock('of a living process is respected'),
    ],
  },
  'packages/local/src/runtime/identity.ts': {
    'supervisor: a reused pid counts as the same process': [
      'After a crash the next start refuses to run, or ends an unrelated program.',
      'identify(identity.pid)?.started === identity.started',
      'identify(identity.pid) !== undefined',
      lock('of a process whose pid went to another one is taken over'),
    ],
  },
  'packages/local/src/runtime/supervisor.ts': {
    'supervisor: pidfiles not checked': [
      'After a kill -9 every start leaves one more PostgREST running.',
      'if (identity) await endProcess(identity, name) →',
      kill('kill -9 of the supervisor: the next start cleans up and goes on', /to be undefined/),
    ],
  },
  'packages/local/src/runtime/ports.ts': {
    'supervisor: taken ports not noticed': [
      'A start beside another program ends in a stack trace, or talks to that program.',
      "if (code === undefined) return → if (code === undefined || what !== '') return",
      lifecycle('a taken port is named, with the next step'),
    ],
  },
  'packages/local/src/runtime/state-file.ts': {
    'supervisor: secrets readable by all accounts': [
      'Another account on the machine can sign in as any user.',
      '{ mode: 0o600 } → { mode: 0o644 }',
      lifecycle('rows and secrets outlive a stop and a start'),
    ],
  },
  'packages/local/src/state.ts': {
    'supervisor: provider secrets are regenerated': [
      'After a restart all users are signed out, and no account belongs to the app.',
      '...providers[name] →',
      together('rows and the secrets of each outlive a stop'),
    ],
  },
  'packages/local/src/cli/app.ts': {
    'supervisor: apps started before a failed one keep running': [
      'One taken port leaves four development servers behind.',
      '    await stop()\n →',
      apps('one that does not start stops those before it'),
    ],
  },
  'packages/local/src/providers/workos/tokens.ts': {
    'workos: a code can be used twice': [
      'An app that exchanges a code twice works here and fails with WorkOS.',
      'if (name === code || expiresAt <= now) → if (expiresAt <= now)',
      codes('is good for one exchange'),
    ],
    'workos: PKCE not checked': [
      'An app that loses its verifier works here and fails with WorkOS.',
      'if (grant.codeChallenge !== challenge) return undefined →',
      codes('is refused with'),
    ],
    'workos: a code with PKCE is exchanged without its verifier': [
      'An app that loses its verifier works here and fails with WorkOS.',
      "if (verifier === undefined) return 'no verifier'",
      'if (verifier === undefined) return authkit.state.data.sessions[grant.sessionId]',
      codes('is refused with'),
    ],
    'workos: unlimited grace period for refresh tokens': [
      'An app that stores an old refresh token stays signed in here and not with WorkOS.',
      'now - at < settings.replayGraceSeconds * 1000 → at > 0',
      refresh('for ten seconds and is refused then'),
    ],
  },
  'packages/local/src/providers/workos/routes/request.ts': {
    'workos: redirect URI not compared': [
      'An app with a wrong redirect URI works here and fails with WorkOS.',
      "!authkit.redirectUris.includes(redirectUri) → redirectUri === ''",
      authorize('is refused on a page', /302|501|200/),
    ],
  },
  'packages/local/src/providers/workos/routes/authenticate.ts': {
    'workos: a wrong API key accepted': [
      'An app with another project’s key works here and fails with WorkOS.',
      'if ((body.client_secret ?? authkit.apiKey) !== authkit.apiKey) return refuseSecret(c) →',
      authenticate('is refused with'),
    ],
    'workos: a code exchanged with neither secret nor verifier': [
      'An app without its API key works here and fails with WorkOS.',
      'if (!secret && !verifier) return refuseSecret(c) →',
      refresh('nor without a secret'),
    ],
  },
  'packages/local/src/emulator/query.ts': {
    'emulator: unknown parameters ignored': [
      'A filter that the emulator does not know is answered with everything.',
      'if (isStrict) throw → if (isStrict && known.length > 99) throw',
      supported('refuses unknown query parameters'),
    ],
    'emulator: parameters that are left out are not recorded': [
      'A suite passes although the emulator answered another question.',
      'unknown.record( → void (',
      supported('or records those that it leaves out'),
    ],
  },
  'packages/local/src/emulator/fields.ts': {
    'emulator: fields of a body that are not strings ignored': [
      'A request asks for something that the emulator does not do, and is told that it did.',
      'member !== null → typeof member === "string"',
      refresh('comes with nothing that is not emulated, of any type'),
    ],
  },
  'packages/local/src/emulator/app.ts': {
    'emulator: a 501 in no vendor’s form': [
      'The SDK shows “Not Implemented”, and not what is missing.',
      "return c.json(parts.errorBody(c, { status, code: 'not_emulated', message }), status)",
      "return c.json({ error: 'not_emulated', message }, status)",
      sdks('show in their errors what is not emulated'),
    ],
  },
  'packages/local/src/providers/auth0/errors.ts': {
    'auth0: a 501 of the Management API in OAuth’s form': [
      'The SDK shows “Not Implemented”, and not what is missing.',
      "if (c.req.path.startsWith('/api/v2/')) return bodyOf(status, message, code) →",
      sdks('show in their errors what is not emulated'),
    ],
  },
  'packages/local/src/emulator/owned.ts': {
    'emulator: a deleted user’s sessions go on': [
      'An app that ends no session of its own works here, and signs deleted users out with the vendor.',
      'if (!gone.has(key) && !isOwned(entry, gone)) continue → if (!gone.has(key)) continue',
      users('who are deleted are signed out'),
    ],
  },
  'packages/local/src/emulator/accounts.ts': {
    'emulator: a late change brings a deleted user back': [
      'A user who was deleted is there again, with the same id.',
      'const account = findAccount(store, id)',
      'const account = findAccount(store, id) ?? ({ id, email: id } as Account)',
      accounts('does not bring an account back'),
    ],
    'emulator: a new address counts as verified': [
      'A user whose address a server changes gets what belongs to the holder of that address.',
      '...(email !== account.email && { emailVerified: false }),\n →',
      accounts('a new address is not verified'),
    ],
  },
  'packages/local/src/emulator/sign-in.ts': {
    'emulator: a deleted user signs in': [
      'A sign-in that races with a deletion is a session of no one.',
      'return findAccount(store, account.id) ?? signIn(store, email, password)',
      'return account',
      deletion('a password that was being checked signs no one in'),
    ],
  },
  'packages/local/src/emulator/webhooks.ts': {
    'webhooks: sent to other machines': [
      'A typo sends names and addresses of users to a stranger.',
      'loopback.test(url.hostname) → url.hostname',
      webhooks('do not leave this machine'),
    ],
    'webhooks: redirects followed': [
      'An app on this machine passes users on to another one.',
      "redirect: 'manual',\n →",
      webhooks('are sent again'),
    ],
    'webhooks: sent once': [
      'An app that answers 500 while it is compiled never hears of its first user.',
      'for (const delay of [0, ...delays]) → for (const delay of [0])',
      webhooks('are sent again'),
    ],
    'webhooks: not stopped': [
      'An emulator that was stopped goes on sending.',
      'stop: () => stopping.abort() → stop: () => undefined',
      webhooks('end when they are stopped'),
    ],
  },
  'packages/local/src/emulator/svix.ts': {
    'webhooks: signed in another form': [
      'An app that checks signatures takes no webhook here.',
      "hmac.digest('base64') → hmac.digest('hex')",
      sentWebhooks('say who signed up'),
    ],
  },
  'packages/local/src/providers/workos/webhooks.ts': {
    'webhooks: signed for any secret': [
      'An app with a wrong secret works here and fails with WorkOS.',
      "createHmac('sha256', secret) → createHmac('sha256', '')",
      sentWebhooks('say who signed up'),
    ],
  },
  'packages/local/src/emulator/oidc/management.ts': {
    'management: scopes not checked': [
      'An app whose machine application may not delete users works here and fails with the vendor.',
      'if (!scopes.some((scope) => held.includes(scope))) { → if (scopes.length > 99) {',
      management('is for those who hold the scope'),
    ],
    'management: a token for another API accepted': [
      'An app that forgets the audience works here and fails with the vendor.',
      'if (!audiences.some(management.isAudience)) { → if (audiences.length > 99) {',
      management('nor for tokens for something else'),
    ],
    'management: any secret gets a token': [
      'An app with a wrong secret works here and fails with the vendor.',
      'id === clientId && own === secret → id === clientId',
      management('is for the app itself and for the machine application'),
    ],
  },
  'packages/local/src/providers/clerk/user.ts': {
    'clerk: a user without what the SDK’s type promises': [
      'An app reads null from Clerk, and undefined here.',
      'locale: null, →',
      sdks('are answered in their types'),
    ],
    'clerk: private metadata in the browser': [
      'An app shows here what Clerk keeps from browsers.',
      'unsafe_metadata: metadata.unsafe_metadata ?? {},',
      'unsafe_metadata: metadata.unsafe_metadata ?? {}, private_metadata: metadata.private_metadata ?? {},',
      clerkUsers('private metadata is for servers'),
    ],
  },
  'packages/local/src/providers/clerk/sessions.ts': {
    'clerk: a deleted user signs in': [
      'A browser whose sign-in raced with a deletion gets nothing but errors.',
      "if (!findAccount(instance, account.id)) throw refusal('form_identifier_not_found', 'identifier')\n →",
      clerkUsers('signs no one in'),
    ],
  },
  'packages/local/src/emulator/oidc/configuration.ts': {
    'emulator: discovery advertises what is answered 501': [
      'A library that reads the discovery document sends what the emulator refuses.',
      'pushedAuthorizationRequests: { enabled: false },\n →',
      running('describes only what works'),
    ],
  },
  'packages/local/src/providers/clerk/routes/lists.ts': {
    'clerk: JWT templates cannot be listed as the SDK does': [
      'A set-up that looks for its template works with Clerk, and fails here.',
      "'/v1/jwt_templates': Object.keys(templatesSchema.shape), →",
      sdks('are answered in their types'),
    ],
    'clerk: lists not cut to a page': [
      'A page of users shows all of them here, and ten with Clerk.',
      'found.slice(offset[0], offset[0] + limit[0]) → [...found]',
      backend('finds users by each filter'),
    ],
    'clerk: users not found by id': [
      'A search for one user changes another one.',
      'isAmong(asked.user_id, id) &&\n →',
      backend('finds users by each filter'),
    ],
    'clerk: all sessions listed': [
      'An app that forgets whose sessions it lists works here and not with Clerk.',
      'if (!filters.user_id && !filters.client_id) {',
      'if (filters.user_id && filters.client_id) {',
      backend('gives no wrong answer to what is not imitated'),
    ],
  },
  'packages/local/src/providers/clerk/routes/api.ts': {
    'clerk: documented fields left out': [
      'A sign-up loses what the app sent with it, and says nothing.',
      'if (documented.length > 0) throw → if (documented.length > 99) throw',
      signUps('is a 501 where Clerk documents the field'),
    ],
  },
  'packages/local/src/providers/stytch/certificate.ts': {
    'stytch: the certificate of another key': [
      'A library that checks x5c refuses every session.',
      "sign('sha256', content, key)",
      "sign('sha1', content, key)",
      stytchServer('is refused everything but the keys'),
    ],
  },
}
