import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { call, componentActionIds, foreignOrigins } from './actions.ts'
import { expectSignedIn, goodSession } from './session.ts'
import { expect, stage, test } from './test.ts'

const file = 'auth/components.tsx'
const signsOut = /^ *'use server'$/m.test(readFileSync(join(stage.appDir, file), 'utf8'))

test('no component but the one that signs out has an action in it', () => {
  expect(Object.keys(componentActionIds)).toEqual(signsOut ? [file] : [])
})

if (signsOut) {
  test('a call from a page of another site does not sign the user out', async ({ context }) => {
    const { email, good } = await goodSession(context)
    for (const origin of foreignOrigins) {
      const answer = await call(componentActionIds[file] ?? '', { args: [] }, good, { origin })
      expect(answer, origin).toMatchObject({ status: 500, cookies: [] })
      expect(answer.body).not.toContain(email)
    }
    await expectSignedIn(good, email)
  })
}
