import type { Page, Request } from '@playwright/test'
import * as list from '../../suite/list.ts'
import { hook, requestsOf } from '../../suite/services.ts'
import { expect, stage } from '../../suite/test.ts'

/** Where the browser has its rows. */
export const records = `${stage.env.NEXT_PUBLIC_INSFORGE_URL}/api/database/records/todos`

/** True if a page asks InsForge for rows, or changes them. */
export const isForRows = (request: Request) =>
  request.url().startsWith(records) && request.method() !== 'OPTIONS'

/** Waits until the token has expired with which this user's last request was made. */
export async function waitForExpiry(sub: string): Promise<void> {
  const expiry = 1000 * ((await requestsOf(sub)).at(-1)?.exp ?? 0)
  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(expiry)
}

/** Gives one person another JWT template than the others have: see the settings of Clerk's emulator. */
export const setTemplate = (email: string, template: Readonly<Record<string, unknown>>) =>
  hook('POST', 'template', { email, ...template })

/** What the template's claims have to be. */
export const claims = { role: 'authenticated', aud: 'insforge-api' }

/** What can be wrong with Clerk's JWT template, and what names it. */
export const wrong: Readonly<Record<string, readonly [template: object, says: RegExp]>> = {
  'is missing': [{ templateName: null }, /Clerk has no JWT template called “insforge”\./],
  'is called something else': [
    { templateName: 'InsForge' },
    /Clerk has no JWT template called “insforge”\./,
  ],
  'has no custom signing key': [{ templateKey: 'instance' }, /signs with RS256: its custom/],
  'is signed with another key': [
    { templateKey: { secret: 'another secret, and long enough for it' } },
    /its signing key isn’t InsForge’s JWT secret\./,
  ],
  'has another role': [
    { templateClaims: { ...claims, role: 'postgres' } },
    /has the role "postgres" instead of "authenticated"\./,
  ],
  'has the role of an administrator': [
    { templateClaims: { ...claims, role: 'project_admin' } },
    /has the role "project_admin" instead of "authenticated"\./,
  ],
  'has no role': [{ templateClaims: {} }, /has no role instead of "authenticated"\./],
}

/** The notice about the list while the template is wrong. */
export const failed = (page: Page) => list.notice(page, 'Couldn’t load your todos.')
