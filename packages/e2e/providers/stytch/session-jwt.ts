import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addFault } from '../../suite/emulator.ts'
import { stage } from '../../suite/test.ts'
import * as stytchJwt from './jwt.ts'

/** Seconds for which the README says that a session goes on after it was revoked. */
export const BOUND = Number(
  /believes the JWT for (\d+) seconds/.exec(
    readFileSync(join(stage.appDir, 'README.md'), 'utf8'),
  )?.[1],
)

/** From now on session JWTs are given with these claims, and well signed. */
export const alterJwts = (claims: Readonly<Record<string, unknown>>) =>
  addFault({ alterToken: { token: 'session_jwt', claims } })

/** A JWT of that session with these claims, as Stytch would give it to the app's server. */
export const jwtWith = (
  sessionToken: string,
  ...claims: [Readonly<Record<string, unknown>>, ('good' | 'old')?]
) => stytchJwt.jwtWith(stage, sessionToken, ...claims)
