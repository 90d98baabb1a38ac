export { mailboxPath } from './mailbox.ts'
