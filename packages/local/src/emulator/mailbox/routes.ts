export { mailboxRoutes } from './mailbox.ts'
