/** Where the mailbox is at every emulator that has one. */
export const mailboxPath = '/mailbox'
