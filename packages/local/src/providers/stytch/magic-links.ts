import { createHash, randomBytes } from 'node:crypto'
import type { Account } from '../../emulator/accounts.ts'
import { refusal } from './errors.ts'
import { accountOf } from './people.ts'
import type { Project } from './project.ts'
import type { MagicLink } from './state.ts'

/** How long a link is remembered after it expired, in milliseconds, to say that it has. */
const rememberFor = 86_400_000

/** Makes a link that is good once; returns its token. */
export function createMagicLink(
  project: Project,
  account: Account,
  options: { redirectUrl: string; codeChallenge: string | null; minutes: number },
): string {
  const { redirectUrl, codeChallenge, minutes } = options
  const now = project.now()
  const link: MagicLink = {
    token: randomBytes(33).toString('base64url'),
    userId: account.id,
    redirectUrl,
    codeChallenge,
    expiresAt: now + minutes * 60_000,
    used: false,
  }
  project.state.change((data) => {
    const kept = data.links.filter(({ expiresAt }) => expiresAt > now - rememberFor)
    data.links = [...kept, link]
  })
  return link.token
}

/** The link with that token, used and expired ones too; undefined for none. */
export function findMagicLink({ state }: Project, token: string): MagicLink | undefined {
  return state.data.links.find((link) => link.token === token)
}

/**
 * Who the link was sent to, and uses it up. Throws what refuses it; a link that was opened in
 * another browser than it was asked for in stays good.
 */
export function takeMagicLink(
  project: Project,
  token: string,
  verifier: string | undefined,
): Account {
  const link = findMagicLink(project, token)
  if (!link) throw refusal('magic_link_not_found')
  if (link.used || link.expiresAt <= project.now()) throw refusal('unable_to_auth_magic_link')
  checkVerifier(link, verifier)
  project.state.change(() => {
    link.used = true
  })
  return accountOf(project, link)
}

/** RFC 7636, section 4.6. */
function checkVerifier({ codeChallenge }: MagicLink, verifier: string | undefined): void {
  if (codeChallenge === null) {
    if (verifier !== undefined) throw refusal('pkce_did_not_expect_code_verifier')
    return
  }
  if (verifier === undefined) throw refusal('pkce_expected_code_verifier')
  if (createHash('sha256').update(verifier).digest('base64url') !== codeChallenge) {
    throw refusal('pkce_mismatch')
  }
}
