import { SignJWT } from 'jose'
import { numericDate } from '../../emulator/clock.ts'
import { signingKey, signJwt } from '../../emulator/signing-keys.ts'
import { refusal } from './errors.ts'
import { frontendApiHost, randomText } from './ids.ts'
import type { Instance, Session } from './state.ts'

/** Clerk's marks in the header, by which its SDKs tell tokens apart. */
const sessionCategory = 'cl_B7d4PD111AAA'
const templateCategory = 'cl_B7d4PD222AAA'

/** What all tokens of a session say, for an app of that origin. */
function commonClaims(instance: Instance, session: Session, origin: string | undefined) {
  return {
    ...(origin && { azp: origin }),
    iat: numericDate(instance.now()),
    iss: `https://${frontendApiHost}`,
    jti: randomText(20),
    sub: session.userId,
  }
}

/** How many minutes ago the first and the second factor were proved. */
export function factorAge(instance: Instance, session: Session): [number, number] {
  return [Math.floor((instance.now() - session.createdAt) / 60_000), -1]
}

/** A session token from now on, for an app of that origin. */
export function signSessionToken(
  instance: Instance,
  session: Session,
  origin?: string,
): Promise<string> {
  const { sessionClaims, sessionTokenSeconds } = instance.state.data.settings
  const common = commonClaims(instance, session, origin)
  const claims = {
    ...sessionClaims,
    ...common,
    exp: common.iat + sessionTokenSeconds,
    fva: factorAge(instance, session),
    nbf: common.iat - 10,
    sid: session.id,
    sts: 'active',
    v: 2,
  }
  return signJwt(signingKey(instance), claims, { cat: sessionCategory })
}

/** What the app's middleware learns at the end of a handshake: the cookies to set. */
export function signHandshake(instance: Instance, cookies: readonly string[]): Promise<string> {
  return signJwt(signingKey(instance), { handshake: cookies }, { cat: sessionCategory })
}

/** A token of the JWT template of that name. Throws a 404 when there is none. */
export async function signTemplateToken(
  instance: Instance,
  session: Session,
  name: string,
  origin?: string,
): Promise<string> {
  const { settings } = instance.state.data
  const own = instance.ownTemplates.get(session.userId)
  const template: typeof settings = Object.assign({}, settings, own)
  if (name !== template.templateName) {
    throw refusal('resource_not_found', name, [
      'JWT template not found',
      'No JWT template exists with name: {}',
    ])
  }
  const common = commonClaims(instance, session, origin)
  const claims = {
    ...template.templateClaims,
    ...common,
    exp: common.iat + template.templateSeconds,
    nbf: common.iat - 5,
  }
  const { templateKey: key } = template
  if (key === 'instance') return signJwt(signingKey(instance), claims, { cat: templateCategory })
  const secret = key === 'insforge' ? instance.insforgeJwtSecret : key.secret
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', cat: templateCategory, typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}
