import { minimumPasswordLength } from '../../../emulator/accounts.ts'
import type { Settings } from '../settings.ts'
import { maximumPasswordLength } from './api.ts'

const off = {
  enabled: false,
  required: false,
  used_for_first_factor: false,
  first_factors: [],
  used_for_second_factor: false,
  second_factors: [],
  verifications: [],
  verify_at_sign_up: false,
}

/** How the instance is set up: users sign in with e-mail and password, with a code that is sent to that
 * address, or with Google. Everything else that Clerk has is off, as it is where clerk-js is told
 * nothing. */
export const environmentWith = ({ verifyEmail }: Settings) => ({
  object: 'environment',
  id: 'env_local',
  auth_config: { object: 'auth_config', id: 'aconf_local', single_session_mode: true },
  display_config: {
    object: 'display_config',
    id: 'display_config_local',
    instance_environment_type: 'development',
    application_name: 'the app',
    preferred_sign_in_strategy: 'password',
    show_devmode_warning: true,
  },
  user_settings: {
    attributes: {
      email_address: {
        ...off,
        enabled: true,
        required: true,
        used_for_first_factor: true,
        first_factors: ['email_code'],
        verifications: ['email_code'],
        verify_at_sign_up: verifyEmail,
      },
      password: { ...off, enabled: true, required: true },
      first_name: { ...off, enabled: true },
      last_name: { ...off, enabled: true },
      phone_number: off,
      username: off,
      web3_wallet: off,
      authenticator_app: off,
      backup_code: off,
      passkey: off,
    },
    social: {
      oauth_google: {
        enabled: true,
        required: false,
        authenticatable: true,
        strategy: 'oauth_google',
        name: 'Google',
        logo_url: '',
      },
    },
    password_settings: {
      disable_hibp: true,
      min_length: minimumPasswordLength,
      max_length: maximumPasswordLength,
    },
  },
})
