import { ulid } from 'ulid'
import { numericDate } from '../../emulator/clock.ts'
import { signJwt } from '../../emulator/signing-keys.ts'
import { accountOf } from './accounts.ts'
import type { Authkit } from './authkit.ts'
import { renderJwtTemplate } from './jwt-template.ts'
import type { Session } from './state.ts'
import { workosUser } from './user.ts'

/** An access token for that session, from now on. */
export async function signAccessToken(authkit: Authkit, session: Session): Promise<string> {
  const { keys, settings } = authkit.state.data
  const [key] = keys
  if (!key) throw new Error('there is no signing key')
  const user = workosUser(accountOf(authkit, session))
  const iat = numericDate(authkit.now())
  return signJwt(key, {
    sid: session.id,
    client_id: authkit.clientId,
    auth_time: numericDate(session.authenticatedAt),
    ...(settings.jwtTemplate !== null && renderJwtTemplate(settings.jwtTemplate, user)),
    iss: authkit.issuer,
    sub: user.id,
    jti: ulid(),
    iat,
    exp: iat + settings.accessTokenSeconds,
  })
}
