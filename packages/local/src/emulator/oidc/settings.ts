export { type OidcSettings, oidcSettingsSchema } from './state.ts'
