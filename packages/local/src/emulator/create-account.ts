export {
  type AccountStore,
  createAccount,
  minimumPasswordLength,
  type NewAccount,
} from './accounts.ts'
