export { hashPassword, isPassword } from './accounts.ts'
