'use client'

import { useEffect, useState } from 'react'
import { useInsForgeToken } from '@/lib/insforge'
import { findTemplateProblem } from '@/lib/template-problem'
import type { Failure } from '@/shared/result'
import { Notice } from '@/shared/ui/notice'

/** In development, whether Clerk's JWT template is why the list could not be read, and the way out. */
export function TemplateHelp({ failure }: { failure: Failure }) {
  const getToken = useInsForgeToken()
  const [problem, setProblem] = useState<string>()
  const isRefused = failure.code === 'unauthenticated'

  useEffect(() => {
    let isWanted = true
    findTemplateProblem(getToken, isRefused).then((found) => {
      if (isWanted) setProblem(found)
    })
    return () => {
      isWanted = false
    }
  }, [getToken, isRefused])

  if (!problem) return null
  return (
    <Notice>
      <p>{problem}</p>
      <p>
        Step 7 under “Set it up” in this app’s <code>README.md</code> says how the template has to
        be.
      </p>
    </Notice>
  )
}
