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
import { SESSION_MINUTES } from '@/app/stytch-provider'
import { rememberReturnTo } from '@/auth/return-to'
import { useHydrated } from '@/auth/use-hydrated'

type Method = 'link' | 'code'

/** Minutes that a link works. */
const LINK_MINUTES = 30

/** The app's colors, by Stytch's names for them, and a size at which six digits fit on a phone. */
const look = {
  spacing: 'min(4px, 1vw)',
  background: 'var(--color-surface)',
  foreground: 'var(--color-foreground)',
  'muted-foreground': 'var(--color-muted)',
  primary: 'var(--color-accent)',
  'primary-foreground': 'var(--color-on-accent)',
  destructive: 'var(--color-danger)',
  border: 'var(--color-line)',
  input: 'var(--color-line)',
  ring: 'var(--color-accent)',
}

/** Light and dark, by the system's setting. */
const presentation: PresentationConfig = {
  theme: [
    { ...defaultTheme, ...look },
    { ...defaultDarkTheme, ...look },
  ],
  // The page has a heading.
  options: { hideHeaderText: true },
}

const other = {
  link: { method: 'code', label: 'Email me a code instead' },
  code: { method: 'link', label: 'Email me a link instead' },
} as const

/** Stytch's form. One configuration takes links or codes by email; with both it stays empty. */
export function LoginForm({ returnTo }: { returnTo: string }) {
  const isHydrated = useHydrated()
  const [method, setMethod] = useState<Method>('link')
  const { method: next, label } = other[method]

  // A link opens in another tab, which has to know where to go as well.
  useEffect(() => rememberReturnTo(returnTo), [returnTo])

  function onEvent({ type }: StytchEvent) {
    if (type === StytchEventType.AuthenticateFlowComplete) window.location.replace(returnTo)
  }

  if (!isHydrated) return <p className="min-h-80">Loading the form. It needs JavaScript.</p>
  return (
    // Addresses are longer than a phone is wide, and so is Stytch's form.
    <div className="grid min-h-80 content-start justify-items-center gap-4 wrap-anywhere *:first:max-w-full">
      <StytchLogin
        key={method}
        config={configs[method]()}
        callbacks={{ onEvent }}
        presentation={presentation}
      />
      <button type="button" className="button" onClick={() => setMethod(next)}>
        {label}
      </button>
    </div>
  )
}

const configs: Record<Method, () => StytchLoginConfig> = {
  link: () => {
    const url = new URL('/authenticate', window.location.origin).href
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
