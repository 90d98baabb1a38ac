export { keyHooks, settingHooks } from './account-hooks.ts'
