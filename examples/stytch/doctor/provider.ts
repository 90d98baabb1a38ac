import { apiUrl, env } from '@/auth/env'
import { type Finding, notChecked, ok, wrong } from './finding'
import { field, request } from './request'

const keys = 'Stytch’s dashboard has them under Project overview: https://stytch.com/dashboard'

/** Asks Stytch for a session that there is not. */
export async function checkProvider(): Promise<Finding[]> {
  const { STYTCH_PROJECT_ID: id, STYTCH_SECRET: secret, APP_URL: app } = env()
  const reply = await request(`${apiUrl()}/v1/sessions/authenticate`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"session_token":"doctor"}',
  })
  if (typeof reply === 'string') {
    return [wrong('Stytch', reply, 'NEXT_PUBLIC_STYTCH_API_URL is for a domain of your own.')]
  }
  if (reply.status === 401) {
    return [wrong('Stytch', 'It refuses STYTCH_PROJECT_ID or STYTCH_SECRET.', keys)]
  }
  if (field(reply, 'error_type') !== 'session_not_found') {
    return [notChecked('Stytch', `It answers ${reply.status} to a session that there is not.`)]
  }
  const callback = `${new URL(app).origin}/authenticate`
  return [
    ok('Stytch', 'It knows this app and its secret.'),
    notChecked('Callback', 'Stytch does not tell.', `Is ${callback} under its Redirect URLs?`),
  ]
}
