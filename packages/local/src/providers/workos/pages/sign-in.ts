import type { Context } from 'hono'
import type { Fields } from '../../../emulator/fields.ts'
import { credentialsForm } from '../../../emulator/pages/credentials-form.ts'
import { type Refused, screenTitles } from '../../../emulator/sign-in.ts'
import type { Authkit } from '../state.ts'

/** Where the form is, and where it is sent. */
export const authorizePath = '/user_management/authorize'

/** Where a forgotten password is reset. */
export const resetPath = '/reset-password'

/** The hosted page: the form, and links to the other ways that keep everything typed but the
 * password. */
export function sendSignInPage(
  authkit: Authkit,
  c: Context,
  { fields, email, refused }: { fields: Fields; email: string; refused?: Refused },
): Promise<Response> {
  const screen = fields.screen_hint === 'sign-up' ? 'sign-up' : 'sign-in'
  const authorizeWith = (changes: Fields) =>
    `${authorizePath}?${new URLSearchParams({ ...fields, ...changes })}`
  return authkit.sendPage(c, {
    title: screenTitles[screen],
    status: refused?.status ?? 200,
    content: credentialsForm({
      screen,
      action: authorizePath,
      hidden: fields,
      email,
      otherScreen: authorizeWith({
        screen_hint: screen === 'sign-in' ? 'sign-up' : 'sign-in',
        ...(email && { login_hint: email }),
      }),
      resetPage: resetPath,
      googlePage: authorizeWith({ provider: 'GoogleOAuth' }),
      error: refused,
    }),
  })
}
