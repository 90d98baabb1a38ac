import type { Context } from 'hono'
import { minimumPasswordLength } from '../../emulator/create-account.ts'
import type { Fields } from '../../emulator/fields.ts'
import { credentialsForm } from '../../emulator/pages/credentials-form.ts'
import { type Refused, screenTitles } from '../../emulator/sign-in.ts'
import type { Authkit } from './authkit.ts'
import type { AuthorizeRequest } from './authorize-request.ts'

/** The hosted page: the form, and a link to the other screen that keeps everything typed but
 * the password. */
export function sendSignInPage(
  authkit: Authkit,
  c: Context,
  page: { request: AuthorizeRequest; fields: Fields; email: string; refused?: Refused },
): Promise<Response> {
  const { request, fields, email, refused } = page
  const other = new URLSearchParams({
    ...fields,
    screen_hint: request.screen === 'sign-in' ? 'sign-up' : 'sign-in',
    ...(email && { login_hint: email }),
  })
  return authkit.sendPage(c, {
    title: screenTitles[request.screen],
    status: refused?.status ?? 200,
    content: credentialsForm({
      screen: request.screen,
      action: '/user_management/authorize',
      hidden: fields,
      email,
      otherScreen: `/user_management/authorize?${other}`,
      minimumPasswordLength,
      error: refused,
    }),
  })
}
