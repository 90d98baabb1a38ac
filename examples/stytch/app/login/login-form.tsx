'use client'

import {
  OTPMethods,
  Products,
  type StytchEvent,
  StytchEventType,
  StytchLogin,
  type StytchLoginConfig,
} from '@stytch/nextjs'
import { useEffect, useState } from 'react'
import { rememberReturnTo } from '@/lib/return-to'
import { SESSION_MINUTES } from '@/lib/session-minutes'

type Method = 'link' | 'code'

/** Minutes for which a link is good. */
const LINK_MINUTES = 30

const other = {
  link: { method: 'code', label: 'Email me a code instead' },
  code: { method: 'link', label: 'Email me a link instead' },
} as const

/** Stytch's form. In one configuration it takes links or codes by e-mail; with both it stays empty. */
export function LoginForm({ returnTo }: { returnTo: string }) {
  const [method, setMethod] = useState<Method>('link')

  // A link is opened in another tab, which has to know where to go as well.
  useEffect(() => rememberReturnTo(returnTo), [returnTo])

  function onEvent({ type }: StytchEvent) {
    if (type === StytchEventType.AuthenticateFlowComplete) window.location.replace(returnTo)
  }

  return (
    <>
      <StytchLogin key={method} config={configs[method]()} callbacks={{ onEvent }} />
      <button type="button" className="button" onClick={() => setMethod(other[method].method)}>
        {other[method].label}
      </button>
    </>
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
