import { SignJWT } from 'jose'
import { numericDate } from '../../emulator/clock.ts'
import { type SigningKey, signJwt } from '../../emulator/signing-keys.ts'
import { refusal } from './errors.ts'
import { randomText } from './ids.ts'
import type { Instance } from './instance.ts'
import type { Session } from './state.ts'

/** Clerk's marks in the header, by which its SDKs tell tokens apart. */
const sessionCategory = 'cl_B7d4PD111AAA'
const templateCategory = 'cl_B7d4PD222AAA'

/** A session token from now on, for an app of that origin. */
export function signSessionToken(
  instance: Instance,
  session: Session,
  origin: string | undefined,
): Promise<string> {
  const iat = numericDate(instance.now())
  const minutes = Math.floor((instance.now() - session.createdAt) / 60_000)
  const claims = {
    ...(origin && { azp: origin }),
    exp: iat + instance.state.data.settings.sessionTokenSeconds,
    fva: [minutes, -1],
    iat,
    iss: instance.issuer,
    jti: randomText(20),
    nbf: iat - 10,
    sid: session.id,
    sts: 'active',
    sub: session.userId,
    v: 2,
  }
  return signJwt(signingKey(instance), claims, { cat: sessionCategory })
}

/** What the app's middleware learns at the end of a handshake: the cookies to set. */
export function signHandshake(instance: Instance, cookies: readonly string[]): Promise<string> {
  return signJwt(signingKey(instance), { handshake: cookies }, { cat: sessionCategory })
}

/** A token of the JWT template of that name. Throws a 404 when there is none. */
export function signTemplateToken(
  instance: Instance,
  session: Session,
  name: string,
  origin: string | undefined,
): Promise<string> {
  const { data } = instance.state
  const own = instance.ownTemplates.get(session.userId)
  const { templateName, templateSeconds, templateClaims, templateKey } = Object.assign(
    {},
    data.settings,
    own,
  )
  if (name !== templateName) {
    const longMessage = `No JWT template exists with name: ${name}`
    throw refusal(404, 'resource_not_found', 'JWT template not found', longMessage)
  }
  const iat = numericDate(instance.now())
  const claims = {
    ...templateClaims,
    ...(origin && { azp: origin }),
    exp: iat + templateSeconds,
    iat,
    iss: instance.issuer,
    jti: randomText(20),
    nbf: iat - 5,
    sub: session.userId,
  }
  if (templateKey === 'instance') {
    return signJwt(signingKey(instance), claims, { cat: templateCategory })
  }
  const secret = templateKey === 'insforge' ? instance.insforgeJwtSecret : templateKey.secret
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', cat: templateCategory, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}

function signingKey({ state }: Instance): SigningKey {
  const [key] = state.data.keys
  if (!key) throw new Error('there is no signing key')
  return key
}
