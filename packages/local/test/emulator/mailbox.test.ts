import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, it, onTestFinished } from 'vitest'
import {
  type Mail,
  mailboxRoutes,
  mailHooks,
  sendMail,
} from '../../src/emulator/mailbox/mailbox.ts'
import { createSendPage } from '../../src/emulator/pages/page.ts'
import { workos } from '../../src/providers/workos/index.ts'
import { openStateFile } from '../../src/runtime/state-file.ts'
import { tempFolder } from '../temp.ts'

const sentAt = '2026-01-02T03:04:05.006Z'

function emptyMailbox() {
  const folder = tempFolder()
  onTestFinished(folder.remove)
  const file = join(folder.path, 'state.json')
  const open = () => {
    const store = {
      state: openStateFile<{ mails: Mail[] }>(file, { mails: [] }),
      now: () => Date.parse(sentAt),
      sendPage: createSendPage(workos.theme, []),
    }
    const app = new Hono().route('/', mailboxRoutes(store)).route('/_emulate', mailHooks(store))
    return { store, app }
  }
  return { ...open(), reopen: open }
}

const withCode = {
  to: 'ann@example.com',
  subject: 'Your code',
  text: 'Type it in.',
  code: '012345',
}
const withLink = {
  to: 'bob@example.com',
  subject: 'Sign in',
  text: 'A user wants to <sign> in.',
  link: { label: 'Go on', url: 'http://127.0.0.1:7205/go?a=1&b=2' },
}

async function mails(app: Hono, query = ''): Promise<Mail[]> {
  const response = await app.request(`/_emulate/mail${query}`)
  const { mails }: { mails: Mail[] } = JSON.parse(await response.text())
  return mails
}

async function page(app: Hono, path: string) {
  const response = await app.request(path)
  return { status: response.status, text: await response.text() }
}

it('a mailbox has every letter, oldest first, and gives those to one address', async () => {
  const { store, app } = emptyMailbox()
  sendMail(store, withCode)
  sendMail(store, withLink)
  const [first, second] = await mails(app)
  expect(first).toEqual({ id: expect.any(String), ...withCode, link: null, sentAt })
  expect(second).toEqual({ id: expect.any(String), ...withLink, code: null, sentAt })
  expect(await mails(app, '?to=ANN@example.com')).toEqual([first])
  expect(await mails(app, '?to=eve@example.com')).toEqual([])
})

it('a mailbox outlives a restart and can be emptied', async () => {
  const { store, app, reopen } = emptyMailbox()
  sendMail(store, withCode)
  expect(await mails(reopen().app)).toEqual(await mails(app))
  expect((await app.request('/_emulate/mail', { method: 'DELETE' })).status).toBe(204)
  expect(await mails(app)).toEqual([])
  expect(await mails(reopen().app)).toEqual([])
})

it('a mailbox keeps the last hundred letters', async () => {
  const { store, app } = emptyMailbox()
  for (let number = 1; number <= 101; number += 1) {
    sendMail(store, { ...withCode, subject: `letter ${number}` })
  }
  const subjects = (await mails(app)).map(({ subject }) => subject)
  expect(subjects).toHaveLength(100)
  expect([subjects.at(0), subjects.at(-1)]).toEqual(['letter 2', 'letter 101'])
})

it('the page lists all letters, the newest on top, and says when there is none', async () => {
  const { store, app } = emptyMailbox()
  expect((await page(app, '/mailbox')).text).toContain('Nothing has been sent yet.')
  sendMail(store, withCode)
  sendMail(store, withLink)
  const { status, text } = await page(app, '/mailbox')
  expect(status).toBe(200)
  expect(text).toMatch(/>Sign in<.*To bob@example\.com.*>Your code<.*To ann@example\.com/s)
  expect(text).toContain(`<time datetime="${sentAt}">`)
  expect(text).toContain('Local emulator of WorkOS AuthKit.')
})

it('a letter has its own page, with its button or its code', async () => {
  const { store, app } = emptyMailbox()
  sendMail(store, withCode)
  sendMail(store, withLink)
  const [codeMail, linkMail] = await mails(app)
  const code = await page(app, `/mailbox/${codeMail?.id}`)
  expect(code.text).toContain('<h1>Your code</h1>')
  expect(code.text).toContain('<p class="code">012345</p>')
  expect(code.text).not.toContain('class="button"')
  const link = await page(app, `/mailbox/${linkMail?.id}`)
  expect(link.text).toContain('A user wants to &lt;sign&gt; in.')
  expect(link.text).toContain(
    '<a class="button" href="http://127.0.0.1:7205/go?a=1&amp;b=2">Go on</a>',
  )
  expect(link.text).not.toContain('class="code"')
})

it('a letter that is gone is a 404 with the others on it', async () => {
  const { store, app } = emptyMailbox()
  sendMail(store, withCode)
  const { status, text } = await page(app, '/mailbox/unknown')
  expect(status).toBe(404)
  expect(text).toContain('<h1>This email is gone</h1>')
  expect(text).toContain('>Your code<')
})
