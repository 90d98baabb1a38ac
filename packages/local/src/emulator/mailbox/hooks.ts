export { mailHookNames, mailHooks } from './mailbox.ts'
