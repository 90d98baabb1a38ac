import { randomInt } from 'node:crypto'
import type { Account } from '../../emulator/accounts.ts'
import { refusal } from './errors.ts'
import { accountOf } from './people.ts'
import type { Project } from './project.ts'
import type { Passcode } from './state.ts'
import { emailId } from './user.ts'

/** Makes a code of six digits that is good once, in place of the one before it. */
export function createPasscode(project: Project, account: Account, minutes: number): Passcode {
  const passcode: Passcode = {
    methodId: emailId(account),
    userId: account.id,
    code: String(randomInt(1_000_000)).padStart(6, '0'),
    expiresAt: project.now() + minutes * 60_000,
    used: false,
  }
  project.state.change((data) => {
    const others = data.passcodes.filter(({ methodId }) => methodId !== passcode.methodId)
    data.passcodes = [...others, passcode]
  })
  return passcode
}

/** Who the code was sent to, and uses it up. Throws what refuses it. */
export function takePasscode(project: Project, methodId: string, code: string): Account {
  if (!/^\d{6}$/.test(code)) throw refusal('invalid_code')
  const passcode = project.state.data.passcodes.find((sent) => sent.methodId === methodId)
  if (passcode?.code !== code) throw refusal('otp_code_not_found')
  if (passcode.used || passcode.expiresAt <= project.now()) {
    throw refusal('unable_to_auth_otp_code')
  }
  project.state.change(({ passcodes }) => {
    for (const sent of passcodes) if (sent.methodId === methodId) sent.used = true
  })
  return accountOf(project, passcode)
}
