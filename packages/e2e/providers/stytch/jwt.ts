import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { claimsOf, signedWith } from '../../src/providers/forged-token.ts'
import type { Stage } from '../../src/stage.ts'

/** Where the app's server asks Stytch for a session. */
export const ASK = '/v1/sessions/authenticate'

/** Now, as a JWT has it. */
export const now = () => Math.floor(Date.now() / 1000)

/**
 * A JWT of the session with this token and with other claims, as Stytch would give it to the app's
 * server: well signed, or under the signature that it had. Null takes a claim out.
 */
export async function jwtWith(
  { env, emulatorUrl }: Stage,
  session_token: string,
  claims: Readonly<Record<string, unknown>>,
  signature: 'good' | 'old' = 'good',
): Promise<string> {
  const authorization = `Basic ${btoa(`${env.STYTCH_PROJECT_ID}:${env.STYTCH_SECRET}`)}`
  const post = async (path: string, body: object) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${emulatorUrl}${path}`, init)
    if (!answer.ok) throw new Error(`${path} answers: ${await answer.text()}`)
    return (await answer.json()) as { session_jwt?: string }
  }
  const alterToken = { token: 'session_jwt', claims, signature }
  // Meanwhile the app may ask for other sessions.
  await post('/_emulate/faults', { path: ASK, match: { session_token }, times: 1, alterToken })
  const { session_jwt } = await post(ASK, { session_token })
  if (!session_jwt) throw new Error('Stytch gave no JWT')
  return session_jwt
}

/** The same claims, signed with what is public: Stytch's public key as a secret. */
export async function signedWithPublicKey(token: string, stage: Stage): Promise<string> {
  const { STYTCH_PROJECT_ID } = stage.env
  const answer = await fetch(`${stage.emulatorUrl}/v1/sessions/jwks/${STYTCH_PROJECT_ID}`)
  const { keys } = (await answer.json()) as { keys: JsonWebKey[] }
  const [key = {}] = keys
  const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  return signedWith(`${pem}`, claimsOf(token))
}
