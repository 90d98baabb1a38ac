'use client'

import {
  defaultDarkTheme,
  defaultTheme,
  OTPMethods,
  type PresentationConfig,
  Products,
  type StytchEvent,
  StytchEventType,
  StytchLogin,
  type StytchLoginConfig,
} from '@stytch/nextjs'
import { useEffect, useState } from 'react'
import { rememberReturnTo } from '@/lib/return-to'
import { SESSION_MINUTES } from '@/lib/session-minutes'
import { useHydrated } from '@/lib/use-hydrated'
import './login-form.css'

type Method = 'link' | 'code'

/** Minutes for which a link is good. */
const LINK_MINUTES = 30

/** The app's own colours, in Stytch's names for them, and a size at which six digits fit on a phone. */
const look = {
  spacing: 'min(4px, 1vw)',
  background: 'var(--surface)',
  foreground: 'var(--text)',
  'muted-foreground': 'var(--muted)',
  primary: 'var(--accent)',
  'primary-foreground': 'var(--on-accent)',
  border: 'var(--line)',
  input: 'var(--line)',
  ring: 'var(--accent)',
}

/** Light and dark, by the system's setting. */
const presentation: PresentationConfig = {
  theme: [
    { ...defaultTheme, ...look },
    { ...defaultDarkTheme, ...look },
  ],
}

const other = {
  link: { method: 'code', label: 'Email me a code instead' },
  code: { method: 'link', label: 'Email me a link instead' },
} as const

/** Stytch's form. In one configuration it takes links or codes by e-mail; with both it stays empty. */
export function LoginForm({ returnTo }: { returnTo: string }) {
  const isHydrated = useHydrated()
  const [method, setMethod] = useState<Method>('link')
  const { method: next, label } = other[method]

  // A link is opened in another tab, which has to know where to go as well.
  useEffect(() => rememberReturnTo(returnTo), [returnTo])

  function onEvent({ type }: StytchEvent) {
    if (type === StytchEventType.AuthenticateFlowComplete) window.location.replace(returnTo)
  }

  return (
    <div className="login-form">
      <StytchLogin
        key={method}
        config={configs[method]()}
        callbacks={{ onEvent }}
        presentation={presentation}
      />
      <button
        type="button"
        className="button"
        onClick={() => setMethod(next)}
        disabled={!isHydrated}
      >
        {label}
      </button>
    </div>
  )
}

const configs: Record<Method, () => StytchLoginConfig> = {
  link: () => {
    // The form is only shown in a browser; on the server there is no address.
    const url =
      typeof window === 'undefined' ? '' : new URL('/authenticate', window.location.origin).href
    return {
      products: [Products.emailMagicLinks],
      emailMagicLinksOptions: {
        loginRedirectURL: url,
        loginExpirationMinutes: LINK_MINUTES,
        signupRedirectURL: url,
        signupExpirationMinutes: LINK_MINUTES,
      },
    }
  },
  code: () => ({
    products: [Products.otp],
    otpOptions: { methods: [OTPMethods.Email], expirationMinutes: 5 },
    sessionOptions: { sessionDurationMinutes: SESSION_MINUTES },
  }),
}
