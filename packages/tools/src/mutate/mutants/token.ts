import type { Mutant } from '../mutant.ts'

const file = 'packages/shared/starter/lib/insforge.ts'
const check = { package: 'shared', file: 'starter/test/lib/insforge.test.ts' }
const exactly = { ...check, test: 'signs exactly the claims that InsForge needs, and no more' }

/** The token that tells InsForge who the user is. */
export const token: readonly Mutant[] = [
  {
    name: 'token: sub renamed',
    means: 'InsForge rejects every request: it does not know the user.',
    file,
    find: 'subject: id',
    replace: 'jwtid: id',
    check: exactly,
  },
  {
    name: 'token: role taken from the caller',
    means: 'Anyone who gets a role into the user object reads and writes every row.',
    file,
    find: "{ id, email }: TokenSubject, secret: string): string {\n  if (!id || id !== id.trim()) throw new Error('The user id is empty or has spaces around it')\n  const claims = { role: 'authenticated', ",
    replace:
      "{ id, email, ...rest }: TokenSubject, secret: string): string {\n  if (!id || id !== id.trim()) throw new Error('The user id is empty or has spaces around it')\n  const claims = { role: 'authenticated', ...rest, ",
    check: { ...check, test: 'takes no role from its caller' },
  },
  {
    name: 'token: another algorithm',
    means: 'InsForge, which only accepts HS256, rejects every request.',
    file,
    find: "algorithm: 'HS256'",
    replace: "algorithm: 'HS512'",
    check: { ...check, test: 'signs with HS256 over the raw bytes of the secret' },
  },
  {
    name: 'token: secret decoded first',
    means: 'InsForge, which uses the secret as it is written, rejects every request.',
    file,
    find: 'createSecretKey(Buffer.from(secret))',
    replace: "createSecretKey(Buffer.from(secret, 'hex'))",
    check: { ...check, test: 'signs with HS256 over the raw bytes of the secret' },
  },
  {
    name: 'token: lives for an hour',
    means: 'A token that leaks from a log works for an hour.',
    file,
    find: 'TOKEN_LIFETIME = 300',
    replace: 'TOKEN_LIFETIME = 3600',
    check: { ...check, test: 'lives for five minutes' },
  },
  {
    name: 'token: a user id with spaces',
    means: 'A user id that was read carelessly becomes another user without any rows.',
    file,
    find: 'if (!id || id !== id.trim())',
    replace: 'if (!id)',
    check: { ...check, test: 'which would be another user' },
  },
  {
    name: 'token: not kept to the server',
    means: 'One wrong import puts the secret’s signer into the browser’s bundle.',
    file,
    find: "import 'server-only'\n",
    replace: '',
    check: {
      package: 'shared',
      file: 'test/server-only.test.ts',
      test: 'lib/insforge.ts is kept from browsers by itself',
    },
  },
]
