'use client'

import { canRetry } from '../result'
import { FailureHelp } from '../ui/failure-help'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import type { Trouble } from './use-todos'

/** Tells what did not work and why, and offers to try it again where that can help. */
export function TroubleNotice({ what, failure, retry }: Trouble) {
  return (
    <Notice>
      <p dir="auto">{what}</p>
      <FailureHelp failure={failure} />
      {canRetry(failure) && (
        <form action={retry}>
          <SubmitButton>Try again</SubmitButton>
        </form>
      )}
    </Notice>
  )
}
