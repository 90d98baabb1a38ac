import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addFault } from '../emulator.ts'
import { stage } from '../test.ts'

/** Seconds for which the README says that a session goes on after it was revoked. */
export const BOUND = Number(
  /believes the JWT for (\d+) seconds/.exec(
    readFileSync(join(stage.appDir, 'README.md'), 'utf8'),
  )?.[1],
)

/** Now, as a JWT has it. */
export const now = () => Math.floor(Date.now() / 1000)

/** Where the app's server asks Stytch for a session. */
export const ASK = '/v1/sessions/authenticate'

/** From now on session JWTs are given with these claims, and well signed. */
export const alterJwts = (claims: Readonly<Record<string, unknown>>) =>
  addFault({ alterToken: { token: 'session_jwt', claims } })

/** A JWT of that session with these claims, as Stytch would give it to the app's server. */
export async function jwtWith(
  sessionToken: string,
  claims: Readonly<Record<string, unknown>>,
  signature: 'good' | 'old' = 'good',
): Promise<string> {
  const { STYTCH_PROJECT_ID: id, STYTCH_SECRET: secret } = stage.env
  const alterToken = { token: 'session_jwt', claims, signature }
  await addFault({ path: ASK, times: 1, alterToken })
  const answer = await fetch(`${stage.emulatorUrl}${ASK}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: JSON.stringify({ session_token: sessionToken }),
  })
  if (!answer.ok) throw new Error(`Stytch gave no JWT: ${await answer.text()}`)
  const { session_jwt } = (await answer.json()) as { session_jwt: string }
  return session_jwt
}
