import { describe, expect, it } from 'vitest'
import { hook, startEmulator } from './fixture.ts'
import {
  askForLink,
  authenticateLink,
  challenge,
  linkToken,
  refused,
  sdk,
  verifier,
} from './flows.ts'

describe('PKCE', () => {
  const mismatch = refused(
    400,
    'pkce_mismatch',
    'The submitted code_verifier does not match the code_challenge sent at the start of the flow.',
  )

  it('is asked of browsers when the project requires it', async () => {
    const emulator = await startEmulator()
    const bootstrap = () => sdk(emulator, `GET /projects/bootstrap/${emulator.publicToken}`)
    expect((await bootstrap()).json.data.pkce_required_for_email_magic_links).toBe(false)
    await hook(emulator, 'POST settings', { requirePkce: true })
    expect((await bootstrap()).json.data.pkce_required_for_email_magic_links).toBe(true)
    expect(await askForLink(emulator)).toEqual(
      refused(400, 'bad_request', 'This project requires PKCE: code_challenge is missing.'),
    )
    expect((await askForLink(emulator, { code_challenge: challenge })).status).toBe(200)
  })

  it('lets the browser that asked open the link', async () => {
    const emulator = await startEmulator()
    const token = await linkToken(emulator, { code_challenge: challenge })
    const answer = await authenticateLink(emulator, token, { code_verifier: verifier })
    expect(answer.status).toBe(200)
  })

  it('refuses another browser, and the link stays good for the one that asked', async () => {
    const emulator = await startEmulator()
    const token = await linkToken(emulator, { code_challenge: challenge })
    expect(await authenticateLink(emulator, token)).toEqual(
      refused(
        400,
        'pkce_expected_code_verifier',
        'This flow was started using a code_challenge but the authentication call is missing the corresponding code_verifier.',
      ),
    )
    expect(await authenticateLink(emulator, token, { code_verifier: 'another' })).toEqual(mismatch)
    expect(await authenticateLink(emulator, token, { code_verifier: challenge })).toEqual(mismatch)
    const answer = await authenticateLink(emulator, token, { code_verifier: verifier })
    expect(answer.status).toBe(200)
  })

  it('refuses a verifier for a link that was asked for without', async () => {
    const emulator = await startEmulator()
    const token = await linkToken(emulator)
    expect(await authenticateLink(emulator, token, { code_verifier: verifier })).toEqual(
      refused(
        400,
        'pkce_did_not_expect_code_verifier',
        'This flow was started without a code_challenge but the authentication call includes a code_verifier.',
      ),
    )
  })
})
