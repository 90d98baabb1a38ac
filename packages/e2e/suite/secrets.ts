import { findSecrets, type Secrets } from '../src/secrets/find-secrets.ts'
import { expect, stage } from './test.ts'

/** Everything in the app's environment that must not leak. */
function secretsOfTheStage(): Secrets {
  const isSecret = ([name]: [string, string]) =>
    /^(?!NEXT_PUBLIC_).*(SECRET|PASSWORD|_KEY$)/.test(name)
  const { password } = new URL(stage.env.DATABASE_URL ?? '')
  return { ...Object.fromEntries(Object.entries(stage.env).filter(isSecret)), DATABASE: password }
}

/** The secrets of this run that are the same for all users. */
export const secrets = secretsOfTheStage()

/** A JSON Web Token of any signer: InsForge's are signed per request, so no test knows them. */
const anyToken = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/

/** Expects none of the secrets in a text, and no token of any user. */
export function expectNothingOf(all: Secrets, where: string, text: string) {
  expect(findSecrets(text, all), where).toEqual([])
  expect(anyToken.exec(text)?.[0], where).toBeUndefined()
}
