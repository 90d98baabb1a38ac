import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../../emulator/accounts.ts'
import { ownerOf } from '../../emulator/mailbox/emulator.ts'
import { refusal } from './errors.ts'
import type { Link, Project } from './state.ts'

/** How long a link is remembered after it expired, in milliseconds, to say that it has. */
const rememberFor = 86_400_000

export const challengeSchema = z.string().regex(/^[\w-]{43}$/)

/** The authorized domains of the dashboard: origins whose pages may call the browser's API. */
export function authorizedDomains({ appUrl, state }: Project): readonly string[] {
  return [new URL(appUrl).origin, ...state.data.settings.moreOrigins]
}

/** Where known users and new ones go on to, of the redirect URLs of the dashboard the first by default;
 * undefined where one is not among them, exactly. */
export function redirectUrls(
  project: Project,
  asked: { login?: string | undefined; signup?: string | undefined },
): { login: string; signup: string } | undefined {
  const registered = authorizedDomains(project).map((origin) => `${origin}/authenticate`)
  const { login = registered[0] ?? '', signup = registered[0] ?? '' } = asked
  return [login, signup].every((url) => registered.includes(url)) ? { login, signup } : undefined
}

/** Throws where the project requires PKCE and there is no challenge. */
export function checkChallenge({ state }: Project, codeChallenge: string | null): void {
  if (state.data.settings.requirePkce && codeChallenge === null) {
    throw refusal('bad_request', 'This project requires PKCE: code_challenge is missing.')
  }
}

/** Makes a link, and gives its token. */
export function createLink(
  project: Project,
  account: Account,
  {
    minutes,
    ...options
  }: Pick<Link, 'type' | 'redirectUrl' | 'codeChallenge'> & { minutes: number },
): string {
  const now = project.now()
  const token = randomBytes(33).toString('base64url')
  const expiresAt = now + minutes * 60_000
  project.state.change((data) => {
    const kept = data.links.filter((link) => link.expiresAt > now - rememberFor)
    data.links = [...kept, { token, userId: account.id, ...options, expiresAt, used: false }]
  })
  return token
}

/** The link with that token, used and expired ones too; undefined for none. */
export function findLink({ state }: Project, type: Link['type'], token: string): Link | undefined {
  return state.data.links.find((link) => link.token === token && link.type === type)
}

const refusals = {
  magic_link: ['magic_link_not_found', 'unable_to_auth_magic_link'],
  oauth: ['oauth_token_not_found', 'unable_to_auth_oauth_token'],
} as const

/** Uses the link up; whose it is. Throws what refuses it; a link that was opened in another
 * browser than it was asked for in stays good. */
export function takeLink(
  project: Project,
  type: Link['type'],
  token: string,
  verifier: string | undefined,
): Account {
  const [notFound, tooLate] = refusals[type]
  const link = findLink(project, type, token)
  if (!link) throw refusal(notFound)
  if (link.used || link.expiresAt <= project.now()) throw refusal(tooLate)
  checkVerifier(link, verifier)
  project.state.change(() => {
    link.used = true
  })
  return ownerOf(project, link)
}

/** RFC 7636, section 4.6. */
function checkVerifier({ codeChallenge }: Link, verifier: string | undefined): void {
  if (codeChallenge === null) {
    if (verifier !== undefined) throw refusal('pkce_did_not_expect_code_verifier')
    return
  }
  if (verifier === undefined) throw refusal('pkce_expected_code_verifier')
  if (createHash('sha256').update(verifier).digest('base64url') !== codeChallenge) {
    throw refusal('pkce_mismatch')
  }
}
