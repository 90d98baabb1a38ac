'use client'

import { useRouter } from 'next/navigation'
import { canRetry, type Failure } from '../result'
import { FailureHelp } from '../ui/failure-help'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'

/** In place of the list when it could not be read: an outage must not look like an empty list. */
export function LoadFailed({ failure }: { failure: Failure }) {
  const router = useRouter()
  return (
    <Notice>
      <p>Your todos could not be read.</p>
      <FailureHelp failure={failure} />
      {canRetry(failure) && (
        <form action={() => router.refresh()}>
          <SubmitButton>Try again</SubmitButton>
        </form>
      )}
    </Notice>
  )
}
