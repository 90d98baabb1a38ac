import { ask } from '../../suite/ask.ts'
import { cookieHeader, goodSession, sessionCookies } from '../../suite/session.ts'
import { expect, signIn, stage, test } from '../../suite/test.ts'
import { unseal } from './seal.ts'

const open = (cookies: Readonly<Record<string, string>>) =>
  unseal(Object.values(cookies).join(''), stage.env.AUTH0_SECRET ?? '')

test('/auth/profile tells a browser the chosen claims, and nothing else', async ({ context }) => {
  const { email, good } = await goodSession(context)
  const answer = await ask('/auth/profile', { headers: { cookie: cookieHeader(good) } })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toEqual({
    sub: expect.stringMatching(/^auth0\|[0-9a-f]{24}$/),
    name: email,
    nickname: email.split('@')[0],
    picture: expect.stringMatching(/^https:\/\//),
    email,
    email_verified: true,
  })
})

test('the session holds no token but the access token, and fits into one cookie', async ({
  page,
}) => {
  await signIn(page)
  const cookies = await sessionCookies(page)
  expect(Object.keys(cookies)).toHaveLength(1)
  const { tokenSet } = open(cookies)
  expect(tokenSet).not.toHaveProperty('idToken')
  expect(tokenSet).not.toHaveProperty('refreshToken')
  expect(tokenSet).toHaveProperty('accessToken')
})
