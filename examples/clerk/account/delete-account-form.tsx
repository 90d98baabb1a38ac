'use client'

import { useActionState } from 'react'
import { Notice } from '@/components/notice'
import type { Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import { CONFIRMATION } from './data'

/** The form that deletes the account, once its word is typed. */
export function DeleteAccountForm(props: { userId: string; action: FormAction<unknown> }) {
  const [answer, action, isPending] = useActionState<Result<unknown> | null, FormData>(
    props.action,
    null,
  )
  return (
    <>
      {answer?.ok === false && <Notice failure={answer} />}
      <form action={action} className="my-4 flex flex-wrap gap-2">
        <input type="hidden" name="expectedUserId" value={props.userId} />
        <label className="basis-full" htmlFor="confirmation">
          <span>To confirm, type</span> <b translate="no">{CONFIRMATION}</b>
        </label>
        <input
          id="confirmation"
          name="confirmation"
          className="field min-w-40"
          autoComplete="off"
        />
        <button type="submit" className="button" disabled={isPending}>
          Delete my account
        </button>
      </form>
    </>
  )
}
