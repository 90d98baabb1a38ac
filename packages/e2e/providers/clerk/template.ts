import type { Page } from '@playwright/test'
import { hook } from '../../suite/emulator.ts'

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
export const failed = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Couldn’t load your todos.' })
