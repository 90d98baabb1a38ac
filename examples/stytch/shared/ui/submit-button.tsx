'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

/** A form's button, which says while the form is being sent that it is. */
export function SubmitButton(props: { children: ReactNode; pendingText?: string }) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      className="button"
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && props.pendingText ? props.pendingText : props.children}
    </button>
  )
}
