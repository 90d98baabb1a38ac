import { expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import { askForCode, askForLink, lastMail, signedIn } from './flows.ts'

it('the front page says what it is, who has an account and where the mail is', async () => {
  const emulator = await startEmulator()
  await signedIn(emulator)
  const page = await (await send(emulator, '/')).text()
  expect(page).toContain('<h1>Stytch, on this machine</h1>')
  expect(page).toContain('<li>ann@example.com</li>')
  expect(page).toContain('<a class="alone" href="/mailbox">Mailbox</a>')
  expect(page).toContain('POST /_emulate/tokens/expire')
})

it('the mailbox has the letter that somebody waits for', async () => {
  const emulator = await startEmulator()
  await askForLink(emulator)
  await askForCode(emulator)
  const list = await (await send(emulator, '/mailbox')).text()
  expect(list).toMatch(/Your code for Todos.*Create your account for Todos/s)
  expect(list).toContain('Local emulator of Stytch. Nothing you type leaves this machine.')
  const { id, code } = await lastMail(emulator)
  const letter = await (await send(emulator, `/mailbox/${id}`)).text()
  expect(letter).toContain(`<p class="code">${code}</p>`)
})

it('the button in a letter leads where its link does', async () => {
  const emulator = await startEmulator()
  await askForLink(emulator)
  const { id, link } = await lastMail(emulator)
  const letter = await (await send(emulator, `/mailbox/${id}`)).text()
  const button = /<a class="button" href="([^"]*)">Create account<\/a>/.exec(letter)
  expect(button?.[1]?.replaceAll('&amp;', '&')).toBe(link?.url)
})

it('reading a letter uses nothing up', async () => {
  const emulator = await startEmulator()
  await askForLink(emulator)
  const { id } = await lastMail(emulator)
  await send(emulator, `/mailbox/${id}`)
  await send(emulator, '/mailbox')
  expect((await hook(emulator, 'POST tokens/expire')).json.ended).toHaveLength(1)
})
