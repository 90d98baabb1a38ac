import { findSecrets, type Secrets } from '../src/find-secrets.ts'
import { expect, stage } from './test.ts'

const isSecret = ([name]: [string, string]) =>
  /^(?!NEXT_PUBLIC_).*(SECRET|PASSWORD|_KEY$)/.test(name)

/** The secrets of this run that are the same for all users: what is in the app's environment and must
 * not leak. */
export const secrets: Secrets = {
  ...Object.fromEntries(Object.entries(stage.env).filter(isSecret)),
  DATABASE: new URL(stage.env.DATABASE_URL ?? '').password,
}

/** A JSON Web Token of any signer: InsForge's are signed per request, so no test knows them. */
const anyToken = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/

/** Expects none of the secrets in a text, and no token of any user. */
export function expectNothingOf(all: Secrets, where: string, text: string) {
  expect(findSecrets(text, all), where).toEqual([])
  expect(anyToken.exec(text)?.[0], where).toBeUndefined()
}
